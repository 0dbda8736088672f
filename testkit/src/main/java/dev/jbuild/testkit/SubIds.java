package dev.jbuild.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** {@code /etc/subuid} or {@code /etc/subgid}: lines of {@code user:first:count}. */
record SubIds(Path file, List<String[]> lines) {

  static SubIds of(String file) {
    Path path = Path.of(file);
    try {
      List<String> lines = Files.exists(path) ? Files.readAllLines(path) : List.of();
      return new SubIds(
          path, lines.stream().map(l -> l.split(":", -1)).filter(l -> l.length == 3).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String user) {
    return lines.stream().anyMatch(line -> line[0].equals(user));
  }

  /** Gives the user the first range above all others. */
  void add(String user, long count) {
    long first =
        lines.stream()
            .mapToLong(line -> Long.parseLong(line[1]) + Long.parseLong(line[2]))
            .max()
            .orElse(100_000);
    try {
      Files.writeString(
          file,
          user + ":" + first + ":" + count + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
