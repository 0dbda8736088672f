/** Which system calls a command may make: Docker's default profile, as JSON and as a filter. */
@NullMarked
package dev.jbuild.sandbox.seccomp;

import org.jspecify.annotations.NullMarked;
