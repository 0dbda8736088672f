/** Views of a running build: terminal, plain text, JSON lines, nothing. */
package dev.jbuild.cli.progress;
