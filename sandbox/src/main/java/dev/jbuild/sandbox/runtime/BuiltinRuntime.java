package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.seccomp.FilterLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a command with what every distribution has: {@code unshare}, {@code setpriv} and {@code
 * mount} of util-linux. Gives the namespaces, capabilities, system calls, masked paths and devices
 * that the OCI runtimes give.
 */
final class BuiltinRuntime implements ContainerRuntime {
  /** Arguments: host name, fstab, root, the gate or nothing; then the command. */
  private static final String SCRIPT =
      """
      umask 022
      hostname "$1"
      mount --no-mtab --all --fstab "$2" || exit 125
      test -z "$4" || sh "$4" || exit 125
      cd "$3" && mount --no-mtab --move "$3" / || exit 125
      shift 4
      exec "$@"
      """;

  private final OverlayMode mode;
  private final Path filter;
  private final Path unshare;
  private final CommandChain chain;

  private BuiltinRuntime(OverlayMode mode, Path filter, Path unshare, CommandChain chain) {
    this.mode = mode;
    this.filter = filter;
    this.unshare = unshare;
    this.chain = chain;
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
        Programs.require("unshare", CommandChain.PACKAGE),
        CommandChain.find());
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
    command.add(container.gate().map(gate -> gate.script().toString()).orElse(""));
    if (container.gate().isPresent()) {
      Files.write(
          container.directory().resolve("config.json"),
          RuntimeConfig.write(container, mode == OverlayMode.USER, false));
    }
    if (!container.surroundings().insecure()) {
      command.add(filter.toString());
    }
    command.addAll(chain.limits(container));
    command.addAll(chain.privileges(container, Capabilities.of(container)));
    command.add("/usr/bin/env", "-i").addAll(chain.environment(container));
    command.addAll(withSecrets(container));
    command.addAll(chain.inside(container));
    return new BuiltinContainer(
        HostProcess.start(container, CommandChain.whole(container, command.build())));
  }

  /** Nothing was prepared. */
  @Override
  public void close() {}

  private static ImmutableList<String> inItsNetwork(Container container) throws IOException {
    if (container.networkNamespace().isEmpty()) {
      return ImmutableList.of();
    }
    String nsenter = Programs.require("nsenter", CommandChain.PACKAGE).toString();
    return ImmutableList.of(nsenter, "--net=" + container.networkNamespace().get(), "--");
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
                .append("=")
                .append(CommandChain.quoted(value))
                .append("\n"));
    Path file = container.directory().resolve("secrets");
    Files.writeString(file, script);
    return ImmutableList.of("/bin/sh", "-c", ". \"$0\" && exec \"$@\"", file.toString());
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
