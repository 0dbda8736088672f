/** Real programs and small fakes that tests of several modules share. */
@NullMarked
package dev.jbuild.testkit;

import org.jspecify.annotations.NullMarked;
