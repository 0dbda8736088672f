package dev.jbuild.cli.progress;

/** What fits on a terminal, in character cells. */
public record TerminalSize(int columns, int rows) {
  public static final TerminalSize DEFAULT = new TerminalSize(80, 24);

  /** Never too small to show anything. */
  public TerminalSize {
    columns = Math.max(20, columns);
    rows = Math.max(4, rows);
  }
}
