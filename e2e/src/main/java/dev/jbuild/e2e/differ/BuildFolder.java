package dev.jbuild.e2e.differ;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of testdata/build; its README says what is in one. */
public record BuildFolder(Path path) {
  /** Files of the folder that are no part of the build context. */
  static final ImmutableSet<String> OURS =
      ImmutableSet.of(
          "arguments", "context", "environment", "error.txt", "expected.txt", "prepare", "stdin");

  /** All folders, sorted by name. */
  public static ImmutableList<BuildFolder> all(Path root) throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(BuildFolder::new)
          .collect(ImmutableList.toImmutableList());
    }
  }

  /** What the folder shows. */
  public String name() {
    return path.getFileName().toString();
  }

  /** Arguments of the build beyond the context. */
  ImmutableList<String> arguments(Places places) throws IOException {
    return lines("arguments", places);
  }

  /** The context as the command line names it: its directory, if the folder says nothing else. */
  String context(Places places) throws IOException {
    return Iterables.getFirst(lines("context", places), places.fill("{context}"));
  }

  /** Variables of the command's environment, as {@code NAME=VALUE}. */
  ImmutableList<String> environment(Places places) throws IOException {
    return lines("environment", places);
  }

  /** The file that the command has as its standard input. */
  Optional<Path> input(Places places) throws IOException {
    return lines("stdin", places).stream().findFirst().map(Path::of);
  }

  private ImmutableList<String> lines(String name, Places places) throws IOException {
    return read(name)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(places::fill)
        .collect(ImmutableList.toImmutableList());
  }

  /** The recorded image; empty where the build is refused, or nothing is recorded. */
  public Optional<String> expected() throws IOException {
    String text = read("expected.txt");
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** The expected refusal; empty where the build succeeds. */
  public Optional<Refusal> refusal() throws IOException {
    String text = read("error.txt");
    return text.isEmpty() ? Optional.empty() : Optional.of(Refusal.parse(text));
  }

  /** Writes down what the build makes, in the place of what stood there. */
  public void expect(String description) throws IOException {
    Files.deleteIfExists(path.resolve("error.txt"));
    Files.writeString(path.resolve("expected.txt"), description, UTF_8);
  }

  /** Writes down that the build is refused. */
  public void expect(Refusal refusal) throws IOException {
    Files.deleteIfExists(path.resolve("expected.txt"));
    Files.writeString(path.resolve("error.txt"), refusal.toString(), UTF_8);
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> !OURS.contains(path.relativize(file).toString()))
          .sorted()
          .toList();
    }
  }

  private String read(String name) throws IOException {
    Path file = path.resolve(name);
    return Files.exists(file) ? Files.readString(file, UTF_8) : "";
  }

  @Override
  public String toString() {
    return name();
  }
}
