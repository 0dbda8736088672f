/**
 * Builds each folder of testdata/build with jbuild, and with BuildKit where a Docker daemon
 * answers, and tells every difference.
 */
@NullMarked
package dev.jbuild.e2e.differ;

import org.jspecify.annotations.NullMarked;
