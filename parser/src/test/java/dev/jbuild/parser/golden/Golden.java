package dev.jbuild.parser.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders with an input and the output it must give: add a folder, get a test. {@code
 * -Dgolden.update=true} writes what comes out instead of comparing it; look at the diff then.
 */
public final class Golden {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private final Path folder;

  private Golden(Path folder) {
    this.folder = folder;
  }

  /** The folders below {@code testdata/<group>}, sorted by name. */
  public static List<Path> cases(String group) throws IOException {
    try (Stream<Path> folders = Files.list(root().resolve(group))) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** Where the project keeps its test data. */
  public static Path root() {
    return Path.of(System.getProperty("jbuild.root", "..")).resolve("testdata");
  }

  public static Golden in(Path folder) {
    return new Golden(folder);
  }

  /** Compares with the file of that name, which must be there. */
  public void check(String file, String actual) throws IOException {
    Path expected = folder.resolve(file);
    if (UPDATE) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).describedAs("%s", expected).isEqualTo(Files.readString(expected));
  }

  /** Fails where a file stands that should not. */
  public void checkAbsent(String file) throws IOException {
    Path unwanted = folder.resolve(file);
    if (UPDATE) {
      Files.deleteIfExists(unwanted);
    }
    assertThat(unwanted).doesNotExist();
  }
}
