package dev.jbuild.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a test's state is, and ways to spoil it. */
record CacheDirectory(Path root) {
  Cache open() {
    return Cache.open(new StateDirectories(root.resolve("cache"), root.resolve("data")));
  }

  /** Changes one byte in the middle of a file, in place: hard links change as well. */
  static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
