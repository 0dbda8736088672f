package dev.jbuild.sandbox.cgroup;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.jbuild.sandbox.ResourceLimits;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.runtime.HostProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cgroups of one run: one of version 2, or one for each controller. */
public final class RunCgroups implements AutoCloseable {
  /** Nothing is limited. */
  static final RunCgroups NONE = new RunCgroups(Path.of("/"), Path.of("/"), ResourceLimits.NONE);

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(2);

  private final Path root;
  private final Path record;
  private final ResourceLimits limits;
  private final List<Path> directories = new ArrayList<>();
  private Optional<Limited> memory = Optional.empty();

  private record Limited(Hierarchy hierarchy, Path cgroup) {}

  RunCgroups(Path root, Path record, ResourceLimits limits) {
    this.root = root;
    this.record = record;
    this.limits = limits;
  }

  void limit(CgroupTree tree, String name) throws IOException, InterruptedException {
    if (limits.memory().isPresent()) {
      Limited limited = make(tree, name, "memory");
      limited.hierarchy.limitMemory(limited.cgroup, limits.memory().getAsLong());
      memory = Optional.of(limited);
    }
    if (limits.processorTime().isPresent()) {
      Limited limited = make(tree, name, "cpu");
      limited.hierarchy.limitProcessorTime(limited.cgroup, limits.processorTime().getAsLong());
    }
    for (Path cgroup : directories) {
      requireEntry(cgroup);
    }
  }

  /** Whoever may make a cgroup may not always put a process into it: that is known by doing. */
  private static void requireEntry(Path cgroup) throws IOException, InterruptedException {
    Path processes = cgroup.resolve("cgroup.procs");
    List<String> command = List.of("sh", "-c", "echo 0 > \"$0\"", processes.toString());
    Process process = HostProcess.builder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said.strip());
    }
  }

  private Limited make(CgroupTree tree, String name, String controller) throws IOException {
    Hierarchy hierarchy =
        tree.of(controller)
            .orElseThrow(() ->
                new SandboxUnavailableException(
                    "RUN can't be limited on this machine: it has no cgroup controller \""
                        + controller
                        + "\" here: leave out --"
                        + (controller.equals("cpu") ? "cpus" : controller)));
    Path cgroup = hierarchy.directory().resolve(name);
    if (!directories.contains(cgroup)) {
      String line = root.relativize(cgroup) + "\n";
      Files.writeString(record, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      directories.add(cgroup);
    }
    return new Limited(hierarchy, hierarchy.make(name, controller));
  }

  /** What a process must be put into before it becomes the command. */
  public ImmutableList<Path> directories() {
    return ImmutableList.copyOf(directories);
  }

  /** What to tell where the limit of memory cost processes their lives. */
  public Optional<String> memoryNote() throws IOException {
    if (memory.isEmpty() || memory.get().hierarchy.killed(memory.get().cgroup) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "out of memory: RUN may take "
            + limits.memory().getAsLong()
            + " bytes (--memory), and the kernel killed what took more");
  }

  /** Removes them; what is still busy after a while, a later worker removes. */
  @Override
  public void close() throws IOException {
    if (!directories.isEmpty()) {
      remove(root, record);
    }
  }

  /** Removes what a record names, and the record. */
  static void remove(Path root, Path record) throws IOException {
    for (String line : Files.readAllLines(record)) {
      Path cgroup = root.resolve(line).normalize();
      if (cgroup.startsWith(root)) {
        remove(cgroup);
      }
    }
    Files.delete(record);
  }

  /** A killed process leaves its cgroup a little later. */
  private static void remove(Path cgroup) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Files.deleteIfExists(cgroup);
        return;
      } catch (FileSystemException busy) {
        if (System.nanoTime() > end) {
          throw busy;
        }
        Uninterruptibles.sleepUninterruptibly(POLL);
      }
    }
  }
}
