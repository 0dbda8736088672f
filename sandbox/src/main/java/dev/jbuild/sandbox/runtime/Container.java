package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.jbuild.sandbox.Network;
import dev.jbuild.sandbox.Surroundings;
import dev.jbuild.sandbox.linux.IdMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that a runtime needs to know.
 *
 * @param id unique among those that run
 * @param root the mounted root
 * @param directory for the runtime's own files; in memory where there are secrets
 * @param secretEnv more of the environment, which must be on no command line
 * @param cgroups that it is to be in; empty: those of the worker
 * @param networkNamespace the file of one that the command is to enter
 * @param terminal whether it has a terminal, which is shown at the one of this process; if not, it
 *     reads nothing and prints into a pipe
 * @param gate where it waits before its command begins
 */
public record Container(
    String id,
    Path root,
    Path directory,
    ImmutableList<String> args,
    ImmutableMap<String, String> env,
    ImmutableMap<String, String> secretEnv,
    String cwd,
    ResolvedUser user,
    Surroundings surroundings,
    Optional<Path> networkNamespace,
    ImmutableList<Path> cgroups,
    ImmutableList<Bind> binds,
    boolean terminal,
    Optional<Gate> gate) {
  /** The devices in /dev that every command may open. */
  static final ImmutableList<String> DEVICES =
      ImmutableList.of("null", "zero", "full", "random", "urandom", "tty");

  /** A process that writes 0 there gets into the cgroup itself. */
  private static final String ENTER =
      """
      while [ "$1" != -- ]; do
        echo 0 > "$1/cgroup.procs" || exit 125
        shift
      done
      shift
      exec "$@"
      """;

  /**
   * The same with another program, at the terminal.
   *
   * @param term the terminal's kind
   */
  public Container atTerminal(Path otherDirectory, String program, String term) {
    return new Container(
        id + "-terminal",
        root,
        otherDirectory,
        ImmutableList.of(program),
        ImmutableMap.<String, String>builder().putAll(env).put("TERM", term).buildKeepingLast(),
        secretEnv,
        cwd,
        user,
        surroundings,
        networkNamespace,
        cgroups,
        binds,
        true,
        Optional.empty());
  }

  /** The same, which waits before its command begins. */
  public Container with(Gate next) {
    return new Container(
        id,
        root,
        directory,
        args,
        env,
        secretEnv,
        cwd,
        user,
        surroundings,
        networkNamespace,
        cgroups,
        binds,
        terminal,
        Optional.of(next));
  }

  /** The size of {@code /dev/shm} as an option of its mount. */
  String sharedMemoryOption() {
    return "size=" + surroundings.sharedMemory().orElse(DefaultLimits.SHARED_MEMORY);
  }

  /** What looks like an empty file or directory. */
  ImmutableList<String> maskedPaths() {
    return surroundings.insecure() ? ImmutableList.of() : DefaultLimits.MASKED_PATHS;
  }

  ImmutableList<String> readOnlyPaths() {
    return surroundings.insecure() ? ImmutableList.of() : DefaultLimits.READ_ONLY_PATHS;
  }

  /**
   * The supplementary groups that can be set; empty where there is one group only, whose user
   * namespace denies to set any.
   */
  ImmutableSortedSet<Integer> groups() throws IOException {
    return IdMap.ofGroups().isSingle() ? ImmutableSortedSet.of() : user.groups();
  }

  /** What makes terminals belong to their group, as an option of their file system. */
  static String terminalGroupOption() throws IOException {
    return IdMap.ofGroups().has(DefaultLimits.TERMINAL_GROUP)
        ? ",gid=" + DefaultLimits.TERMINAL_GROUP
        : "";
  }

  /** The command line that does the same, but in the cgroups. */
  ImmutableList<String> inCgroups(ImmutableList<String> command) {
    if (cgroups.isEmpty()) {
      return command;
    }
    ImmutableList.Builder<String> entering = ImmutableList.builder();
    entering.add("sh", "-c", ENTER, "sh");
    cgroups.forEach(cgroup -> entering.add(cgroup.toString()));
    return entering.add("--").addAll(command).build();
  }

  /** Whether it has a new network namespace, with nothing but a loopback device. */
  boolean hasNoNetwork() {
    return surroundings.network() == Network.NONE;
  }

  /** Whether its network is not the machine's. */
  public boolean hasPrivateNetwork() {
    return hasNoNetwork() || networkNamespace.isPresent();
  }

  /**
   * A file or directory that the runtime mounts, after /dev; its target exists in the root, or is
   * below /dev.
   *
   * @param devices whether devices in it can be used
   */
  public record Bind(Path source, String target, boolean readOnly, boolean devices) {
    public static Bind readOnly(Path source, String target) {
      return new Bind(source, target, true, false);
    }
  }
}
