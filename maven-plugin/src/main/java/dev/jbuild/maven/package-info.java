/** Maven goals that start the jbuild runtime as a process of its own. */
@NullMarked
package dev.jbuild.maven;

import org.jspecify.annotations.NullMarked;
