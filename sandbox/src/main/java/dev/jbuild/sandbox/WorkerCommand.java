package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.runtime.Programs;
import dev.jbuild.sandbox.worker.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command line that puts a JVM into namespaces of its own. */
final class WorkerCommand {
  /**
   * Quick to start, small, silent on stdout. The optimizing compiler, which hashing needs, waits
   * ten times longer than it does by default: most workers end before it would pay.
   */
  private static final ImmutableList<String> OPTIONS =
      ImmutableList.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xmx512m",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=10000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  private WorkerCommand() {}

  /** Throws SandboxUnavailableException when something that it takes is not on this machine. */
  static ImmutableList<String> of(SandboxSettings settings) throws IOException {
    if (settings.runtime() == RuntimeChoice.CHROOT) {
      return withoutNamespaces(settings.jvm());
    }
    ImmutableList.Builder<String> command = ImmutableList.builder();
    command.add(Programs.require("unshare", "util-linux").toString());
    command.add("--mount", "--pid", "--fork", "--kill-child", "--mount-proc");
    if (settings.ids() == UserIds.ONE) {
      command.add("--user", "--map-root-user");
    } else if (!isRoot()) {
      SubIdRanges.require(System.getProperty("user.name"));
      Programs.require("newuidmap", "uidmap");
      command.add("--user", "--map-auto", "--map-root-user");
    }
    return command.addAll(java(settings.jvm())).build();
  }

  /** The worker is told to end when its guardian is killed. */
  private static ImmutableList<String> withoutNamespaces(WorkerJvm jvm) throws IOException {
    if (!isRoot()) {
      throw new SandboxUnavailableException(
          "--isolation=chroot needs root, for only root may change its root directory: leave"
              + " --isolation out, or give --userns=single where sub-ids are what is missing");
    }
    Path setpriv = Programs.require("setpriv", "util-linux");
    ImmutableList<String> worker = java(jvm);
    return ImmutableList.<String>builder()
        .addAll(worker)
        .add(Main.GUARD, setpriv.toString(), "--pdeathsig=TERM", "--")
        .addAll(worker)
        .build();
  }

  /** The JVM alone. */
  static ImmutableList<String> java(WorkerJvm jvm) {
    return ImmutableList.<String>builder()
        .add(jvm.java().toString())
        .addAll(OPTIONS)
        .addAll(jvm.arguments())
        .build();
  }

  static boolean isRoot() throws IOException {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
  }

  static ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", Programs.PATH);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }
}
