package dev.jbuild.builder.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a user names, written in full or not at all; {@code -} is standard output. */
public final class ArchiveFile {
  private static final int BUFFER_BYTES = 1 << 18;

  private ArchiveFile() {}

  /** Writes the file's content. */
  @FunctionalInterface
  public interface Body {
    void write(OutputStream out) throws IOException;
  }

  /** Writes the file, in place of what is there. */
  public static void write(Path file, Body body) throws IOException {
    if (file.toString().equals("-")) {
      OutputStream out =
          new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES);
      body.write(out);
      out.flush();
    } else if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file)) {
        body.write(out);
      }
    } else {
      replace(file, body);
    }
  }

  private static void replace(Path file, Body body) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new IOException("can't write " + file + ": there is no directory " + directory);
    }
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
    try {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER_BYTES)) {
        body.write(out);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
