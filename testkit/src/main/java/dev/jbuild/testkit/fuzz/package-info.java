/** Random input for parsers: seeded, so that what fails can be repeated. */
@NullMarked
package dev.jbuild.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
