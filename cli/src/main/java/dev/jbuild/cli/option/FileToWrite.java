package dev.jbuild.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a build is to write: looked at before the build, which would be for nothing. */
final class FileToWrite {
  private FileToWrite() {}

  static Path checked(String option, Path file) throws UsageException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new UsageException(
          option + ": can't write " + file + ": there is no directory " + directory);
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(option + ": can't write " + file + ": it is a directory");
    }
    return file;
  }
}
