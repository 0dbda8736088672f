package dev.jbuild.sandbox.diff;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.sandbox.linux.FileStatus;
import java.util.Map;
import java.util.Set;

/**
 * What others than the command did to a root before it began. Unless the command changed it, it is
 * no part of the layer.
 *
 * @param before what was touched and put back, such as directories that mount points were made in,
 *     as it was before; directories that were made, as they were made
 * @param files what was written there, as it was then
 * @param gone what was removed
 */
public record Untouched(
    ImmutableMap<String, FileStatus> before,
    ImmutableMap<String, FileStatus> files,
    ImmutableSet<String> gone) {

  public Untouched(
      Map<String, FileStatus> before, Map<String, FileStatus> files, Set<String> gone) {
    this(ImmutableMap.copyOf(before), ImmutableMap.copyOf(files), ImmutableSet.copyOf(gone));
  }

  boolean isAsBefore(String path, FileStatus now) {
    FileStatus then = before.get(path);
    return then != null
        && then.mode() == now.mode()
        && then.uid() == now.uid()
        && then.gid() == now.gid()
        && then.mtime().equals(now.mtime());
  }

  /** Whether a directory is one that was put there, and so what it hides was hidden by others. */
  boolean hasSameDirectory(String path, FileStatus now) {
    FileStatus then = before.get(path);
    return then != null && then.inode() == now.inode();
  }

  boolean hasFile(String path, FileStatus now) {
    FileStatus then = files.get(path);
    return then != null && !TreeRecord.hasChanged(then, now);
  }

  boolean isGone(String path) {
    return gone.contains(path);
  }
}
