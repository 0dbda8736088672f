package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.InvalidMountException;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.TreeSource;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.PathHandle;
import dev.jbuild.sandbox.linux.SyscallException;
import dev.jbuild.sandbox.linux.TreeCopy;
import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a cache mount holds: a directory that is made aside and then given its name, so that it is
 * there in full or not at all, and made once also where several runs need it at the same time.
 */
final class CacheDirectory {
  static final String CONTENT = "content";

  private static final int DEFAULT_MODE = 0755;

  private final Mount.Cache mount;
  private final SourceTrees sources;

  private CacheDirectory(Mount.Cache mount, SourceTrees sources) {
    this.mount = mount;
    this.sources = sources;
  }

  /** Opens the part of it that is mounted, after making it if need be. */
  static PathHandle open(Mount.Cache mount, SourceTrees sources) throws IOException {
    try (DirectoryHandle directory = DirectoryHandle.open(mount.directory())) {
      if (!directory.has(CONTENT)) {
        new CacheDirectory(mount, sources).make(directory);
      }
      try (DirectoryHandle content = directory.openDirectory(CONTENT)) {
        return SourceTrees.open(content, mount.path());
      }
    }
  }

  private void make(DirectoryHandle directory) throws IOException {
    String aside = "new-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    directory.makeDirectory(aside, 0700);
    try (DirectoryHandle content = directory.openDirectory(aside)) {
      fill(content);
      directory.renameToFree(aside, CONTENT);
    } catch (IOException | RuntimeException e) {
      TreeDeletion.delete(directory, aside);
      if (!(e instanceof SyscallException call) || !call.is(Errno.EEXIST)) {
        throw e;
      }
    }
  }

  private void fill(DirectoryHandle content) throws IOException {
    Mount.CacheStart start = mount.start();
    Optional<FileStatus> like =
        start.content().isPresent()
            ? Optional.of(copy(start.content().get(), content))
            : Optional.empty();
    int uid = start.uid().or(() -> like.map(FileStatus::uid)).orElse(0);
    int gid = start.gid().or(() -> like.map(FileStatus::gid)).orElse(0);
    SourceTrees.requireMapped(uid, gid, "the cache mount on " + mount.target());
    content.chown(".", uid, gid);
    content.chmod(".", start.mode().or(() -> like.map(FileStatus::mode)).orElse(DEFAULT_MODE));
  }

  private FileStatus copy(TreeSource source, DirectoryHandle content) throws IOException {
    try (PathHandle path = sources.open(source)) {
      if (!path.status().isDirectory()) {
        throw new InvalidMountException(
            "the source of the cache mount on " + mount.target() + " is not a directory");
      }
      try (DirectoryHandle from = DirectoryHandle.open(path)) {
        TreeCopy.copy(from, content);
      }
      return path.status();
    }
  }
}
