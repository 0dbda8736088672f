package dev.jbuild.sandbox.diff;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.sandbox.linux.FileStatus;
import java.util.Map;

/**
 * What preparing a run has touched, such as directories that it copied into an upper directory, as
 * it was before: unless the command changed it, it is no part of the layer.
 */
public record UnchangedPaths(ImmutableMap<String, FileStatus> before) {
  public UnchangedPaths(Map<String, FileStatus> before) {
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
