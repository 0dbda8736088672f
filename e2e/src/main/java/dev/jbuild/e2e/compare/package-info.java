/**
 * Compares what two builders made of the same Dockerfile: file for file and field for field, read
 * by other programs (skopeo, umoci, getfattr) than the builder itself.
 */
@NullMarked
package dev.jbuild.e2e.compare;

import org.jspecify.annotations.NullMarked;
