package dev.jbuild.sandbox.root;

import com.google.common.base.Splitter;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes an upper directory that hides files of the lower one and changes nothing else. */
final class HiddenPaths {
  private static final Splitter PARTS = Splitter.on('/');

  private final DirectoryHandle upper;
  private final DirectoryHandle lower;
  private final Map<String, FileStatus> made = new LinkedHashMap<>();

  private HiddenPaths(DirectoryHandle upper, DirectoryHandle lower) {
    this.upper = upper;
    this.lower = lower;
  }

  static void hide(DirectoryHandle upper, Path lower, List<String> hidden) throws IOException {
    try (DirectoryHandle directory = DirectoryHandle.open(lower)) {
      HiddenPaths paths = new HiddenPaths(upper, directory);
      paths.made.put("", directory.status());
      for (String path : hidden) {
        paths.hide(path);
      }
      paths.describe();
    }
  }

  private void hide(String path) throws IOException {
    List<String> parts = PARTS.splitToList(path);
    String directory = "";
    for (String part : parts.subList(0, parts.size() - 1)) {
      directory = enter(directory, part);
    }
    try (DirectoryHandle parent = upper.openDirectoryInRoot(directory)) {
      parent.makeWhiteout(parts.getLast());
    }
  }

  private String enter(String directory, String part) throws IOException {
    String path = directory.isEmpty() ? part : directory + "/" + part;
    if (!made.containsKey(path)) {
      try (DirectoryHandle parent = upper.openDirectoryInRoot(directory)) {
        parent.makeDirectory(part, 0700);
      }
      made.put(path, lower.statusInRoot(path).orElseThrow());
    }
    return path;
  }

  /** Gives the directories above what is hidden the looks of the lower ones. */
  private void describe() throws IOException {
    for (Map.Entry<String, FileStatus> entry : made.entrySet()) {
      FileStatus like = entry.getValue();
      try (DirectoryHandle directory = upper.openDirectoryInRoot(entry.getKey())) {
        directory.chown(".", like.uid(), like.gid());
        directory.chmod(".", like.mode());
        directory.setTime(".", like.mtime());
      }
    }
  }
}
