package dev.jbuild.sandbox.diff;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.sandbox.linux.FileStatus;
import java.util.Map;

/**
 * Directories that preparing a run copied into the upper directory, as they were before: unless the
 * command changed them, they are no part of the layer.
 */
public record UnchangedDirectories(ImmutableMap<String, FileStatus> before) {
  public UnchangedDirectories(Map<String, FileStatus> before) {
    this(ImmutableMap.copyOf(before));
  }

  boolean contains(String path, FileStatus now) {
    FileStatus then = before.get(path);
    return then != null
        && then.mode() == now.mode()
        && then.uid() == now.uid()
        && then.gid() == now.gid()
        && then.mtime().equals(now.mtime());
  }
}
