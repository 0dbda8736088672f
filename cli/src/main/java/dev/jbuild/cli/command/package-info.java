/** What {@code jbuild} can be told to do. */
package dev.jbuild.cli.command;
