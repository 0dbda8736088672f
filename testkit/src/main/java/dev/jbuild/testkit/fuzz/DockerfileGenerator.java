package dev.jbuild.testkit.fuzz;

import java.util.Locale;
import java.util.Random;

/** Dockerfiles of a grammar that has all instructions and flags, and hostile pieces everywhere. */
public final class DockerfileGenerator {
  private final Pieces pieces;
  private final WordGenerator words;
  private final InstructionGenerator instructions;

  private DockerfileGenerator(Pieces pieces) {
    this.pieces = pieces;
    this.words = new WordGenerator(pieces);
    this.instructions = new InstructionGenerator(pieces, words);
  }

  /** A Dockerfile; the same random numbers, the same text. */
  public static String next(Random random) {
    return new DockerfileGenerator(new Pieces(random)).file();
  }

  private String file() {
    String text = head() + pieces.several(4, "", this::stage);
    String ended = pieces.oneIn(5) ? text : text + "\n";
    return pieces.oneIn(8) ? ended.replace("\n", "\r\n") : ended;
  }

  private String head() {
    return pieces.of("", "", "", "\uFEFF", "#!/bin/x\n")
        + pieces.of("", "", "", "# escape=`\n", "# syntax=x\n", "# check=skip=all\n", "# nothing\n")
        + pieces.of("", "", "ARG A=1\nARG B=${A}\n", "ARG " + words.next() + "\n");
  }

  private String stage() {
    return from() + "\n" + pieces.several(8, "\n", this::line) + "\n";
  }

  private String from() {
    return "FROM "
        + pieces.of("", "", "", "--platform=linux/arm64 ", "--platform=" + words.next() + " ")
        + pieces.of("scratch", "debian:12", "s1", "S2", "$A", "s" + words.next(), "0", "a@b", "A/B")
        + pieces.of("", " AS s1", " as S2", " AS " + words.next(), " AS 1", " s2");
  }

  private String line() {
    String line = instructions.next();
    if (pieces.oneIn(10)) {
      line = line.toLowerCase(Locale.ROOT);
    }
    return pieces.of("", "", "", "  ", "\t", "# comment\n", "\n", "# check=skip=all\n")
        + continued(line);
  }

  /** Broken into several lines where it has blanks. */
  private String continued(String line) {
    if (!pieces.oneIn(4)) {
      return line;
    }
    return line.replaceFirst(
        " ",
        pieces.of(" \\\\\n", " `\n", " \\\\\n# between\n", " \\\\\n\n", " \\\\  \n\t", "\\\\\n"));
  }
}
