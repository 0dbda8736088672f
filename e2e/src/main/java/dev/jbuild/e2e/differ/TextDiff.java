package dev.jbuild.e2e.differ;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.jbuild.testkit.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two texts side by side, as diff shows them. */
final class TextDiff {
  private TextDiff() {}

  /** One readable difference; empty where the texts are the same. */
  static ImmutableList<String> of(String oneName, String one, String otherName, String other)
      throws IOException {
    if (one.equals(other)) {
      return ImmutableList.of();
    }
    try (TemporaryDirectory directory = TemporaryDirectory.create("diff")) {
      Path oneFile = Files.writeString(directory.path().resolve("one"), one, UTF_8);
      Path otherFile = Files.writeString(directory.path().resolve("other"), other, UTF_8);
      Process diff =
          new ProcessBuilder(
                  "diff",
                  "-U1",
                  "--label",
                  oneName,
                  "--label",
                  otherName,
                  oneFile.toString(),
                  otherFile.toString())
              .redirectErrorStream(true)
              .start();
      return ImmutableList.of(new String(diff.getInputStream().readAllBytes(), UTF_8));
    }
  }
}
