package dev.jbuild.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Root file systems that {@code scripts/bases} makes of Debian's packages, and folders of testdata.
 */
final class Bases {
  private static final Path ROOT = Path.of(System.getProperty("jbuild.root"));

  private Bases() {}

  static Path busybox() {
    return existing("busybox.tar");
  }

  static Path debian() {
    return existing("debian.tar");
  }

  static Path testdata(String folder) {
    return ROOT.resolve("testdata").resolve(folder);
  }

  static Path checkout() {
    return ROOT;
  }

  private static Path existing(String name) {
    Path file = ROOT.resolve("target/bases").resolve(name);
    assumeTrue(Files.isReadable(file), file + " is missing: ./verify makes it");
    return file;
  }
}
