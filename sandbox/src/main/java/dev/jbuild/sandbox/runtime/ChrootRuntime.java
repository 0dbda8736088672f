package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.linux.Descendants;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.seccomp.FilterLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Runs a command in a changed root and in nothing else of its own: no namespaces, no mounts. One at
 * a time, because what it leaves running is found among the descendants of this process.
 */
final class ChrootRuntime implements ContainerRuntime {
  /** Also what copying roots takes. */
  private static final ImmutableSet<String> NEEDED =
      ImmutableSet.of(
          "CHOWN", "DAC_OVERRIDE", "FOWNER", "MKNOD", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT");

  /** No cgroup keeps the command from the devices of the machine. */
  private static final ImmutableSet<String> WITHHELD = ImmutableSet.of("MKNOD");

  private static final String BEGIN = "umask 022 && exec \"$@\"";

  private final Path filter;
  private final Path setsid;
  private final CommandChain chain;

  private ChrootRuntime(Path filter, Path setsid, CommandChain chain) {
    this.filter = filter;
    this.setsid = setsid;
    this.chain = chain;
  }

  /**
   * Finds the programs, and out whether this process may do what it takes.
   *
   * @param directory for one that is made, on the file system of the roots
   */
  static ChrootRuntime find(Path directory) throws IOException {
    requireCapabilities();
    requireDevices(directory);
    Descendants.adoptOrphans();
    return new ChrootRuntime(
        FilterLoader.write(directory.resolve("filter")),
        Programs.require("setsid", CommandChain.PACKAGE),
        CommandChain.find());
  }

  private static void requireCapabilities() throws IOException {
    Set<String> missing = Sets.difference(NEEDED, Set.copyOf(Capabilities.ofThisProcess()));
    if (!missing.isEmpty()) {
      throw new SandboxUnavailableException(
          "--isolation=chroot needs root with the capabilities that Docker gives, but has no "
              + String.join(", ", missing)
              + ": add them to the container's securityContext, or build elsewhere");
    }
  }

  private static void requireDevices(Path directory) throws IOException {
    Path made = Files.createDirectory(directory.resolve("dev"));
    try (DirectoryHandle dev = DirectoryHandle.open(made)) {
      StandInDevices.fill(dev);
      Files.write(made.resolve("null"), new byte[1]);
    } catch (IOException e) {
      throw new SandboxUnavailableException(
          "--isolation=chroot needs device nodes, which can't be made or used in "
              + directory
              + " ("
              + e.getMessage()
              + "): put jbuild's state on a file system that is not mounted with nodev");
    }
  }

  @Override
  public RunningContainer start(Container container) throws IOException {
    ImmutableList.Builder<String> command = ImmutableList.builder();
    if (!container.terminal()) {
      command.add(setsid.toString());
    }
    command.add("sh", "-c", BEGIN, "sh");
    if (!container.surroundings().insecure()) {
      command.addAll(chain.noNewPrivileges()).add(filter.toString());
    }
    command.addAll(chain.limits(container));
    command.addAll(chain.privileges(container, kept(container)));
    command.add("/usr/bin/env", "-u", "LC_ALL").addAll(chain.environment(container));
    command.addAll(chain.inside(container));
    StandIns standIns = StandIns.put(container);
    try {
      ProcessBuilder builder =
          HostProcess.builder(container.inCgroups(CommandChain.whole(container, command.build())));
      builder.directory(container.root().toFile()).environment().putAll(container.secretEnv());
      return ChrootContainer.of(HostProcess.streams(container, builder).start(), standIns);
    } catch (IOException e) {
      standIns.close();
      throw e;
    }
  }

  private static List<String> kept(Container container) throws IOException {
    Set<String> own = Set.copyOf(Capabilities.ofThisProcess());
    return Capabilities.of(container).stream()
        .filter(name -> own.contains(name))
        .filter(name -> container.surroundings().insecure() || !WITHHELD.contains(name))
        .toList();
  }

  /** Nothing was prepared. */
  @Override
  public void close() {}
}
