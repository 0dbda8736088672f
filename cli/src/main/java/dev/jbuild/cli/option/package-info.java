/** Command lines: what may stand in them, what it means, and what is refused. */
package dev.jbuild.cli.option;
