package dev.jbuild.parser.ignore;

import dev.jbuild.parser.diagnostic.DiagnosticPrinter;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.golden.Golden;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code testdata/ignore/<case>/}: an ignore file, paths, and what becomes of them. A path with a
 * slash at its end is a directory: is it worth looking into?
 */
class GoldenIgnoreTest {

  static List<Path> cases() throws IOException {
    return Golden.cases("ignore");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decides(Path folder) throws IOException {
    Golden.in(folder).check("result.txt", result(folder));
  }

  private static String result(Path folder) throws IOException {
    SourceText source = new SourceText(".dockerignore", Files.readString(folder.resolve("ignore")));
    try {
      IgnoreMatcher matcher = IgnoreFile.matcher(source);
      return Files.readAllLines(folder.resolve("paths")).stream()
          .map(path -> verdict(matcher, path) + " " + path + "\n")
          .collect(Collectors.joining());
    } catch (InvalidDockerfileException e) {
      return DiagnosticPrinter.print(e);
    }
  }

  private static String verdict(IgnoreMatcher matcher, String path) {
    if (path.endsWith("/")) {
      String directory = path.substring(0, path.length() - 1);
      return matcher.ignores(directory)
          ? matcher.mayContainExceptions(directory) ? "look into" : "skip all"
          : "kept     ";
    }
    return matcher.ignores(path) ? "ignored  " : "kept     ";
  }
}
