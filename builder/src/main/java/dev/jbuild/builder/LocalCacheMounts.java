package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.builder.solve.CacheStartText;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.CacheMount;
import dev.jbuild.cache.CacheMountKey;
import dev.jbuild.cache.CacheMounts;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.registry.RegistryException;
import dev.jbuild.sandbox.Sandbox;
import dev.jbuild.sandbox.TreeTransfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The directories of {@code RUN --mount=type=cache}, to be looked at and moved between machines.
 */
public final class LocalCacheMounts {
  private static final String CONTENT = "content";

  private final StateDirectories state;
  private final Cache cache;
  private final Sandbox sandbox;

  LocalCacheMounts(StateDirectories state, Cache cache, Sandbox sandbox) {
    this.state = state;
    this.cache = cache;
    this.sandbox = sandbox;
  }

  /** All that there are, sorted by id. */
  public ImmutableList<CacheMount> list() throws IOException {
    return cache.mounts().list();
  }

  /**
   * Copies what a cache mount holds into a new directory, which nobody changes meanwhile.
   *
   * @param to must not exist
   * @param waiting is told where somebody uses it and the end of that must be waited for
   */
  public void exportTo(Path to, CacheMountKey key, LockFile.Waiting waiting)
      throws BuildException, RegistryException, InterruptedException {
    doing(() -> {
      try (CacheMounts.Lease lease = cache.mounts().useAlone(key, waiting)) {
        Path content = lease.directory().resolve(CONTENT);
        if (Files.exists(content)) {
          sandbox.copyTree(TreeTransfer.toUser(content, to.toAbsolutePath()));
        } else {
          Files.createDirectory(to);
        }
      }
    });
  }

  /**
   * Puts the files of a directory in the place of what a cache mount holds; makes it if it is not
   * there.
   *
   * @param waiting as for an export
   */
  public void importFrom(Path from, CacheMountKey key, LockFile.Waiting waiting)
      throws BuildException, RegistryException, InterruptedException {
    doing(() -> {
      try (CacheMounts.Lease lease = cache.mounts().useAlone(key, waiting)) {
        CacheStartText start = CacheStartText.parse(key.start());
        String name = "new-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path aside = lease.directory().resolve(name);
        sandbox.copyTree(
            new TreeTransfer(from.toAbsolutePath(), aside, start.uid(), start.gid(), start.mode()));
        Path content = lease.directory().resolve(CONTENT);
        sandbox.deleteTree(content);
        Files.move(aside, content);
      }
    });
  }

  /** Removes a cache mount. Returns false where somebody uses it. */
  public boolean remove(CacheMount mount) throws IOException {
    return cache.mounts().remove(mount.directory(), sandbox::deleteTree);
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void doing(Work work) throws BuildException, RegistryException, InterruptedException {
    try {
      work.run();
    } catch (IOException e) {
      throw FailureKinds.of(e, state);
    }
  }
}
