package dev.jbuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected texts in files; {@code -Dgolden.update=true} writes them anew. */
public final class Golden {
  private static final Path ROOT =
      Path.of(System.getProperty("jbuild.root", ".."), "testdata", "cli");

  private Golden() {}

  /** Compares with {@code testdata/cli/<name>}. */
  public static void check(String name, String actual) throws IOException {
    Path file = ROOT.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(actual).as("text of testdata/cli/%s", name).isEqualTo(Files.readString(file));
  }
}
