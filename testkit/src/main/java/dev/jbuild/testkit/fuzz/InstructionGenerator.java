package dev.jbuild.testkit.fuzz;

/** One instruction with its flags and here-documents. */
final class InstructionGenerator {
  private final Pieces pieces;
  private final WordGenerator words;

  InstructionGenerator(Pieces pieces, WordGenerator words) {
    this.pieces = pieces;
    this.words = words;
  }

  String next() {
    return switch (pieces.upTo(12)) {
      case 0 -> "COPY " + copyFlags() + sources();
      case 1 -> "ADD " + copyFlags() + sources();
      case 2, 3 -> "RUN " + runFlags() + command();
      case 4 -> pieces.of("CMD ", "ENTRYPOINT ", "SHELL ", "VOLUME ") + command();
      case 5, 6 -> pieces.of("ENV ", "LABEL ", "ARG ") + pieces.several(3, " ", this::pair);
      case 7 -> pieces.of("WORKDIR ", "USER ", "STOPSIGNAL ", "MAINTAINER ") + words.next();
      case 8 -> "EXPOSE " + pieces.several(3, " ", this::port);
      case 9 -> "HEALTHCHECK " + healthFlags() + pieces.of("CMD ", "NONE", "CMDD ", "") + command();
      case 10 -> "ONBUILD " + next();
      case 11 ->
          pieces.of("FROM scratch", "COPPY a b", "RUN", "ENV", "<<EOF", "}", "[\"a\"]", "\\");
      default -> words.next() + " " + words.next();
    };
  }

  private String copyFlags() {
    return pieces.oneIn(2) ? "" : pieces.several(3, " ", this::copyFlag) + " ";
  }

  private String copyFlag() {
    return pieces.of(
            "--from=",
            "--chown=",
            "--chmod=",
            "--link",
            "--link=",
            "--parents",
            "--exclude=",
            "--checksum=",
            "--unpack=",
            "--keep-git-dir",
            "--form=",
            "--",
            "--=")
        + pieces.of("", "0", "1", "s1", "S2", "755", "u=rwX", "1:2", "false", words.next());
  }

  private String sources() {
    if (pieces.oneIn(3)) {
      return heredocs(words.next());
    }
    return pieces.oneIn(4) ? json() : pieces.several(4, " ", this::path);
  }

  private String path() {
    return pieces.of(
        "a",
        "/b/",
        ".",
        "../c",
        "*",
        "**/x",
        "[a",
        "d?/",
        "https://h/x.tar",
        "git@h:r.git#m:s",
        "https://h/r.git?ref=x&subdir=y",
        "<<x",
        words.next());
  }

  private String runFlags() {
    return pieces.oneIn(2) ? "" : pieces.several(3, " ", this::runFlag) + " ";
  }

  private String runFlag() {
    return pieces.oneIn(3)
        ? pieces.of("--network=", "--security=", "--device=", "--nettwork=")
            + pieces.of("none", "x", "")
        : "--mount=" + pieces.several(5, ",", this::mountOption);
  }

  private String mountOption() {
    return pieces.of(
            "type=bind",
            "type=cache",
            "type=tmpfs",
            "type=secret",
            "type=ssh",
            "type=x",
            "target",
            "source",
            "from",
            "id",
            "ro",
            "rw",
            "sharing",
            "mode",
            "uid",
            "size",
            "required",
            "env")
        + pieces.of("", "", "=", "=/x", "=0755", "=10m", "=true", "=locked", "=" + words.next());
  }

  private String command() {
    return switch (pieces.upTo(3)) {
      case 0 -> json();
      case 1 -> heredocs(pieces.of("cat", "", words.next()));
      default -> pieces.several(4, " ", words::next);
    };
  }

  private String json() {
    return pieces.of("[", "[", "[ ", "[[")
        + pieces.several(3, pieces.of(",", ", ", " "), this::jsonString)
        + pieces.of("]", "]", " ]", "");
  }

  private String jsonString() {
    return pieces.of(
        "\"a\"", "\"\"", "\"\\n\"", "\"\\u00e9\"", "\"\\u12\"", "'a'", "1", "null", "\"$A\"", "\"");
  }

  private String heredocs(String command) {
    String name = pieces.of("EOF", "EOF", "x.y", "END");
    String start = pieces.of("<<", "<<-", "3<<", "<< ") + pieces.of("", "\"", "'");
    String quote = start.endsWith("\"") ? "\"" : start.endsWith("'") ? "'" : "";
    return command
        + " "
        + start
        + name
        + quote
        + pieces.of("", " <<two", " /x", " > /y")
        + "\n"
        + pieces.several(3, "\n", this::content)
        + "\n"
        + pieces.of(name, name, name, "\t" + name, name + " ", "")
        + pieces.of("", "\ntwo");
  }

  private String content() {
    return pieces.of("#!/bin/sh", "\ttext", "", "EOF x", "\\", "# c", words.next());
  }

  private String pair() {
    return pieces.of("A", "PATH", "\"q r\"", words.next())
        + pieces.of("=", "=", "=", " ", "", "==")
        + pieces.of("", "v", "\"two words\"", words.next());
  }

  private String port() {
    return pieces.of(
        "80", "53/udp", "1-3", "3-1", "65536", "1/x", "1:2", "[::1]:1:2", words.next());
  }

  private String healthFlags() {
    return pieces.oneIn(2)
        ? ""
        : pieces.of("--interval=", "--timeout=", "--start-period=", "--retries=", "--x=")
            + pieces.of("1s", "1h2m", "0", "1us", "-1", "99999999999h", "", words.next())
            + " ";
  }
}
