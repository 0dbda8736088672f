package dev.jbuild.sandbox.cgroup;

import dev.jbuild.sandbox.ResourceLimits;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.linux.Mounts;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the cgroups of runs. Which there are is written down in the worker's directory, so that
 * another worker can remove them when this one was killed.
 */
public final class Cgroups implements AutoCloseable {
  private static final Path USUAL_PLACE = Path.of("/sys/fs/cgroup");
  private static final String RECORD = "cgroups-";

  private final Path directory;
  private final Path root;
  private final boolean isMounted;

  private Cgroups(Path directory, Path root, boolean isMounted) {
    this.directory = directory;
    this.root = root;
    this.isMounted = isMounted;
  }

  /**
   * Shows the cgroups in a second place, because runtimes must not see them in the first.
   *
   * @param directory of the worker's own
   */
  public static Cgroups open(Path directory) throws IOException {
    Path root = Files.createDirectory(directory.resolve("cgroup"));
    boolean isThere = Files.isDirectory(USUAL_PLACE);
    if (isThere) {
      Mounts.bind(USUAL_PLACE, root);
    }
    return new Cgroups(directory, root, isThere);
  }

  /** The same where nothing can be mounted, or need be. */
  public static Cgroups inPlace(Path directory) {
    return new Cgroups(directory, USUAL_PLACE, false);
  }

  /**
   * Makes and removes a cgroup with limits, outside of any worker.
   *
   * @param directory for files, which exists
   * @throws SandboxUnavailableException when this user can't
   */
  public static void tryIn(Path directory, ResourceLimits limits)
      throws IOException, InterruptedException {
    String name = "jbuild-try-" + ProcessHandle.current().pid();
    inPlace(directory).make(name, limits).close();
  }

  /**
   * Makes those for one run, which closes them.
   *
   * @param name unique on this machine
   * @throws SandboxUnavailableException when this user can't limit what is to be limited
   */
  public RunCgroups make(String name, ResourceLimits limits)
      throws IOException, InterruptedException {
    if (limits.isEmpty()) {
      return RunCgroups.NONE;
    }
    RunCgroups made = new RunCgroups(root, directory.resolve(RECORD + name), limits);
    boolean isMade = false;
    try {
      made.limit(CgroupTree.below(root), name);
      isMade = true;
      return made;
    } catch (SandboxUnavailableException e) {
      throw e;
    } catch (IOException e) {
      throw new SandboxUnavailableException(
          "RUN can't be limited by this user, who can't write cgroups ("
              + String.valueOf(e.getMessage()).replace(root.toString(), USUAL_PLACE.toString())
              + "): run jbuild as root, or in `systemd-run --user --scope -p Delegate=yes`, or"
              + " without --memory and --cpus");
    } finally {
      if (!isMade) {
        made.close();
      }
    }
  }

  /** Removes the cgroups of a worker that is no more. */
  public void removeRecordedIn(Path deadWorker) throws IOException {
    try (DirectoryStream<Path> records = Files.newDirectoryStream(deadWorker, RECORD + "*")) {
      for (Path record : records) {
        RunCgroups.remove(root, record);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (isMounted) {
      Mounts.unmount(root);
    }
  }
}
