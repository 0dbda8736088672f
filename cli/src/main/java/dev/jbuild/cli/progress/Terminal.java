package dev.jbuild.cli.progress;

/** The terminal that a view draws on. */
@FunctionalInterface
public interface Terminal {

  /** Its size now; asked every second while a view lives. */
  TerminalSize size();
}
