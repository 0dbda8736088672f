package dev.jbuild.parser.diagnostic;

/** Whether the build can go on. */
public enum Severity {
  ERROR,
  WARNING
}
