package dev.jbuild.sandbox.root;

import dev.jbuild.sandbox.linux.CurrentDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of a few letters for directories: links in the directory that this process is in. No other
 * relative path is used in the worker.
 */
final class ShortNames {
  private static final int LETTERS = 36;

  private final Path directory;
  private final Map<Path, String> names = new HashMap<>();

  private ShortNames(Path directory) {
    this.directory = directory;
  }

  /** Makes the directory, for this process to stay in. */
  static ShortNames in(Path directory) throws IOException {
    CurrentDirectory.change(Files.createDirectory(directory));
    return new ShortNames(directory);
  }

  /** Where the names are: the current directory of who is to understand them. */
  Path directory() {
    return directory;
  }

  synchronized String of(Path path) throws IOException {
    String known = names.get(path);
    if (known != null) {
      return known;
    }
    String name = Integer.toString(names.size(), LETTERS);
    Files.createSymbolicLink(directory.resolve(name), path);
    names.put(path, name);
    return name;
  }

  /** As an option of overlays. */
  String lowers(List<Path> lowers) throws IOException {
    StringBuilder option = new StringBuilder("lowerdir=");
    for (Path lower : lowers) {
      option.append(of(lower)).append(':');
    }
    return option.substring(0, option.length() - 1);
  }
}
