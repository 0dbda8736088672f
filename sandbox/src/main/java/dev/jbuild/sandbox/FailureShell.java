package dev.jbuild.sandbox;

/**
 * A shell for the user, in the root of a command that failed, at the terminal that this process was
 * started from ({@code /dev/tty}). What it changes is thrown away with the root.
 *
 * @param term the terminal's kind, the shell's TERM
 */
public record FailureShell(String term) {}
