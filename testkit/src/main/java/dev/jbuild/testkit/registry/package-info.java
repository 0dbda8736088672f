/** A registry that fails as a test asks it to, and counts every byte. */
@NullMarked
package dev.jbuild.testkit.registry;

import org.jspecify.annotations.NullMarked;
