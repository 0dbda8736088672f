package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.diff.TreeRecord;
import dev.jbuild.sandbox.diff.Untouched;
import dev.jbuild.sandbox.diff.Writings;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.root.WritableRoot;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers what hooks wrote into a root, so that it can be told from what the command writes. The
 * directories that they wrote in get their times back.
 */
final class HookTraces {
  private final WritableRoot made;
  private final DirectoryHandle root;
  private final Map<String, FileStatus> directories = new LinkedHashMap<>();
  private final Map<String, FileStatus> files = new LinkedHashMap<>();
  private final Set<String> gone = new LinkedHashSet<>();

  /** What may write. */
  interface Hooks {
    void run() throws IOException, InterruptedException;
  }

  /**
   * @param root the mounted root
   */
  HookTraces(WritableRoot made, DirectoryHandle root) {
    this.made = made;
    this.root = root;
  }

  /** Runs hooks and looks at what they leave behind. The command must not run yet. */
  void during(Hooks hooks) throws IOException, InterruptedException {
    TreeRecord before = record();
    hooks.run();
    Writings writings = Writings.between(before, record());
    files.putAll(writings.files());
    gone.addAll(writings.gone());
    for (Map.Entry<String, FileStatus> directory : writings.directories().entrySet()) {
      restore(directory.getKey(), directory.getValue(), before.find(directory.getKey()));
    }
  }

  private TreeRecord record() throws IOException {
    try (DirectoryHandle changed = DirectoryHandle.open(made.changed())) {
      return TreeRecord.of(changed);
    }
  }

  /** A directory that was changed before, by others, keeps its place in the layer. */
  private void restore(String path, FileStatus now, Optional<FileStatus> written)
      throws IOException {
    Optional<FileStatus> original = made.before(path);
    Optional<Instant> time = written.or(() -> original).map(FileStatus::mtime);
    if (time.isPresent()) {
      setTime(path, time.get());
    }
    if (written.isEmpty() || original.map(FileStatus::mtime).equals(time)) {
      directories.put(path, time.isPresent() ? status(path).orElse(now) : now);
    }
  }

  private void setTime(String path, Instant time) throws IOException {
    int slash = path.lastIndexOf('/');
    try (DirectoryHandle parent = root.openDirectoryInRoot(path.substring(0, Math.max(0, slash)))) {
      parent.setTime(path.substring(slash + 1), time);
    }
  }

  private Optional<FileStatus> status(String path) throws IOException {
    try (DirectoryHandle changed = DirectoryHandle.open(made.changed())) {
      return changed.statusInRoot(path);
    }
  }

  /**
   * What is no part of the layer.
   *
   * @param touched directories in which mount points were made, as they were before
   */
  Untouched with(Map<String, FileStatus> touched) {
    Map<String, FileStatus> all = new LinkedHashMap<>(touched);
    directories.forEach(all::putIfAbsent);
    return new Untouched(all, files, gone);
  }
}
