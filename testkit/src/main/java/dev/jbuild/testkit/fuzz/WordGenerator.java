package dev.jbuild.testkit.fuzz;

import java.util.Random;

/** Words with variables, modifiers, quotes and escapes: mostly well formed, and nested. */
public final class WordGenerator {
  private static final int DEPTH = 4;

  private final Pieces pieces;
  private int depth;

  public WordGenerator(Random random) {
    this(new Pieces(random));
  }

  WordGenerator(Pieces pieces) {
    this.pieces = pieces;
  }

  /** The next word. */
  public String next() {
    return pieces.several(4, "", this::part);
  }

  private String part() {
    if (depth >= DEPTH) {
      return plain();
    }
    depth++;
    try {
      return switch (pieces.upTo(8)) {
        case 0, 1, 2 -> plain();
        case 3 -> "$" + name();
        case 4 -> "${" + name() + "}";
        case 5, 6 -> "${" + name() + modifier() + next() + close();
        case 7 -> quoted(pieces.of("\"", "'"));
        default -> "${" + name() + pieces.of("/", "//") + next() + "/" + next() + close();
      };
    } finally {
      depth--;
    }
  }

  private String quoted(String quote) {
    return quote + next() + (pieces.oneIn(20) ? "" : quote);
  }

  private String close() {
    return pieces.oneIn(20) ? "" : "}";
  }

  private String name() {
    return pieces.of("A", "PATH", "EMPTY", "a_1", "ż", "1", "@", "*", "#", "?", "-", "$", "!", "");
  }

  private String modifier() {
    return pieces.of(
        ":-", "-", ":+", "+", ":?", "?", "#", "##", "%", "%%", "/", "//", ":=", "=", ":#", ":",
        "^");
  }

  private String plain() {
    return pieces.of(
        "a",
        "/usr/bin",
        "b.c",
        "=",
        ":",
        ",",
        "*",
        "?",
        "[a-z]",
        "\\",
        "\\$",
        "\\}",
        "\\\\",
        "`",
        "`$",
        "}",
        "{",
        "/",
        "ż",
        "🐢",
        "\u00a0",
        "#",
        "--",
        "<<",
        "\"",
        "'",
        "",
        "1",
        "0755",
        "\0");
  }
}
