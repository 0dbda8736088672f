/** The {@code jbuild} command. */
package dev.jbuild.cli;
