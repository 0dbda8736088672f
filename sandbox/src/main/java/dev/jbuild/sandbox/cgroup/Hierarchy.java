package dev.jbuild.sandbox.cgroup;

import dev.jbuild.sandbox.ResourceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A cgroup in which others can be made.
 *
 * @param unified whether it is of version 2
 */
record Hierarchy(Path directory, boolean unified) {

  /** Whether the machine lets cgroups of version 2 have this controller here. */
  boolean has(String controller) {
    try {
      return hasWord("cgroup.controllers", controller);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private boolean hasWord(String file, String word) throws IOException {
    return (" " + Files.readString(directory.resolve(file)).strip() + " ")
        .contains(" " + word + " ");
  }

  /** Makes a cgroup with this controller, if it is not there yet. */
  Path make(String name, String controller) throws IOException {
    if (unified && !hasWord("cgroup.subtree_control", controller)) {
      Files.writeString(directory.resolve("cgroup.subtree_control"), "+" + controller);
    }
    Path made = directory.resolve(name);
    if (!Files.isDirectory(made)) {
      Files.createDirectory(made);
    }
    return made;
  }

  /** As much swap as memory, as Docker has it. */
  void limitMemory(Path cgroup, long bytes) throws IOException {
    if (unified) {
      Files.writeString(cgroup.resolve("memory.max"), "" + bytes);
      writeIfThere(cgroup.resolve("memory.swap.max"), bytes);
    } else {
      Files.writeString(cgroup.resolve("memory.limit_in_bytes"), "" + bytes);
      writeIfThere(cgroup.resolve("memory.memsw.limit_in_bytes"), 2 * bytes);
    }
  }

  private static void writeIfThere(Path file, long value) throws IOException {
    if (Files.exists(file)) {
      Files.writeString(file, "" + value);
    }
  }

  void limitProcessorTime(Path cgroup, long quota) throws IOException {
    if (unified) {
      Files.writeString(cgroup.resolve("cpu.max"), quota + " " + ResourceLimits.PERIOD);
    } else {
      Files.writeString(cgroup.resolve("cpu.cfs_period_us"), "" + ResourceLimits.PERIOD);
      Files.writeString(cgroup.resolve("cpu.cfs_quota_us"), "" + quota);
    }
  }

  /** How many processes were killed for want of memory. */
  long killed(Path cgroup) throws IOException {
    Path events = cgroup.resolve(unified ? "memory.events" : "memory.oom_control");
    return Files.readAllLines(events).stream()
        .filter(line -> line.startsWith("oom_kill "))
        .mapToLong(line -> Long.parseLong(line.substring("oom_kill ".length())))
        .sum();
  }
}
