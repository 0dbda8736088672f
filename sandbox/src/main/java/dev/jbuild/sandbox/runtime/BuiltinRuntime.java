package dev.jbuild.sandbox.runtime;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.jbuild.sandbox.ProcessLimit;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.seccomp.FilterLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs a command with what every distribution has: {@code unshare}, {@code setpriv} and {@code
 * mount} of util-linux. Gives the namespaces, capabilities, system calls, masked paths and devices
 * that the OCI runtimes give.
 */
final class BuiltinRuntime implements ContainerRuntime {
  private static final String PACKAGE = "util-linux";

  /** Arguments: host name, fstab, root; then the command. */
  private static final String SCRIPT =
      """
      umask 022
      hostname "$1"
      mount --no-mtab --all --fstab "$2" && cd "$3" && mount --no-mtab --move "$3" / || exit 125
      shift 3
      exec "$@"
      """;

  /** Would act on the programs that set up the container, not only on the command. */
  private static final Set<String> LOADER_VARIABLES =
      Set.of("GLIBC_TUNABLES", "GCONV_PATH", "LOCPATH", "NLSPATH");

  private final OverlayMode mode;
  private final Path filter;
  private final Path unshare;
  private final Path setpriv;

  private BuiltinRuntime(OverlayMode mode, Path filter, Path unshare, Path setpriv) {
    this.mode = mode;
    this.filter = filter;
    this.unshare = unshare;
    this.setpriv = setpriv;
  }

  /**
   * Finds the programs.
   *
   * @param directory for one that is made
   */
  static BuiltinRuntime find(OverlayMode mode, Path directory) throws IOException {
    Programs.require("mount", "mount");
    return new BuiltinRuntime(
        mode,
        FilterLoader.write(directory.resolve("filter")),
        Programs.require("unshare", PACKAGE),
        Programs.require("setpriv", PACKAGE));
  }

  @Override
  public RunningContainer start(Container container) throws IOException {
    BuiltinMounts mounts = new BuiltinMounts(container, mode);
    mounts.prepare();
    Path fstab = container.directory().resolve("fstab");
    Files.writeString(fstab, mounts.fstab());
    ImmutableList.Builder<String> command = ImmutableList.builder();
    command.addAll(inItsNetwork(container));
    command.add(unshare.toString(), "--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child");
    if (container.hasNoNetwork()) {
      command.add("--net");
    }
    command.add("sh", "-c", SCRIPT, "sh", container.surroundings().hostname(), fstab.toString());
    command.add(container.root().toString());
    if (!container.surroundings().insecure()) {
      command.add(filter.toString());
    }
    command.addAll(limited(container));
    command.addAll(withoutPrivileges(container));
    command.addAll(inside(container));
    return new BuiltinContainer(HostProcess.start(command.build()));
  }

  /** Nothing was prepared. */
  @Override
  public void close() {}

  private static ImmutableList<String> inItsNetwork(Container container) throws IOException {
    if (container.networkNamespace().isEmpty()) {
      return ImmutableList.of();
    }
    String nsenter = Programs.require("nsenter", PACKAGE).toString();
    return ImmutableList.of(nsenter, "--net=" + container.networkNamespace().get(), "--");
  }

  private ImmutableList<String> limited(Container container) throws IOException {
    List<ProcessLimit> limits = container.surroundings().limits();
    if (limits.isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<String> command = ImmutableList.builder();
    command.add(Programs.require("prlimit", PACKAGE).toString());
    limits.forEach(limit -> command.add("--" + limit));
    return command.add("--").build();
  }

  private ImmutableList<String> withoutPrivileges(Container container) throws IOException {
    ImmutableSortedSet<Integer> groups = container.groups();
    String kept =
        Capabilities.of(container).stream()
            .map(name -> ",+" + name.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
    return ImmutableList.of(
        setpriv.toString(),
        "--regid=" + container.user().gid(),
        groups.isEmpty() ? "--keep-groups" : "--groups=" + Joiner.on(',').join(groups),
        "--inh-caps=-all",
        "--bounding-set=-all" + kept,
        "--");
  }

  private ImmutableList<String> inside(Container container) throws IOException {
    ImmutableList.Builder<String> command = ImmutableList.builder();
    ImmutableList.Builder<String> loaderVariables = ImmutableList.builder();
    command.add("/usr/bin/env", "-i");
    for (Map.Entry<String, String> variable : container.env().entrySet()) {
      String pair = variable.getKey() + "=" + variable.getValue();
      (isForLoader(variable.getKey()) ? loaderVariables : command).add(pair);
    }
    command.addAll(withSecrets(container));
    command.add(unshare.toString(), "--root=.", "--wd=" + container.cwd());
    command.add("--setuid=" + container.user().uid(), "--");
    ImmutableList<String> late = loaderVariables.build();
    if (!late.isEmpty()) {
      command.add("/usr/bin/env").addAll(late);
    }
    return command.addAll(container.args()).build();
  }

  /** A command line can be seen by all of the machine: a file says what they are. */
  private static ImmutableList<String> withSecrets(Container container) throws IOException {
    if (container.secretEnv().isEmpty()) {
      return ImmutableList.of();
    }
    StringBuilder script = new StringBuilder();
    container
        .secretEnv()
        .forEach((name, value) ->
            script
                .append("export ")
                .append(name)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
    Path file = container.directory().resolve("secrets");
    Files.writeString(file, script);
    return ImmutableList.of("/bin/sh", "-c", ". \"$0\" && exec \"$@\"", file.toString());
  }

  private static boolean isForLoader(String variable) {
    return variable.startsWith("LD_") || LOADER_VARIABLES.contains(variable);
  }

  /** The kernel kills all of a pid namespace with its first process, which unshare takes along. */
  private record BuiltinContainer(Process process) implements RunningContainer {
    /** There is none to take its place, so what it says is told as the command's. */
    @Override
    public boolean wasMade() {
      return true;
    }

    @Override
    public void kill() {
      process.destroyForcibly();
    }
  }
}
