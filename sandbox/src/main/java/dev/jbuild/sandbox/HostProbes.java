package dev.jbuild.sandbox;

import dev.jbuild.sandbox.cgroup.Cgroups;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.runtime.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What can be read of the machine without doing anything. */
final class HostProbes {
  private static final Path SETTINGS = Path.of("/proc/sys");
  private static final String LIMITS = "cgroups";
  private static final ResourceLimits TRIED =
      new ResourceLimits(OptionalLong.of(64 << 20), OptionalLong.of(ResourceLimits.PERIOD));

  private static final int SETUID = 04000;

  private final List<Finding> findings = new ArrayList<>();

  List<Finding> all() throws IOException, InterruptedException {
    java();
    kernel();
    if (WorkerCommand.isRoot()) {
      findings.add(Finding.ok("user", "root: user namespaces and sub-ids are not needed"));
    } else {
      userNamespaces();
      subIds();
      mapper("newuidmap");
      mapper("newgidmap");
      appArmor();
    }
    findings.addAll(new ContainerProbes(WorkerCommand.isRoot()).all());
    seccomp();
    limits();
    return findings;
  }

  private void java() {
    String version = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
    findings.add(Finding.ok("java", version + ", " + System.getProperty("java.home")));
  }

  private void kernel() {
    String name = System.getProperty("os.name");
    String fact = name + " " + System.getProperty("os.version") + " " + arch();
    findings.add(
        name.equals("Linux")
            ? Finding.ok("kernel", fact)
            : Finding.bad("kernel", fact, "only Linux can run commands of a Linux image"));
  }

  private static String arch() {
    return System.getProperty("os.arch");
  }

  private void userNamespaces() throws IOException {
    Optional<String> most = setting("user/max_user_namespaces");
    Optional<String> allowed = setting("kernel/unprivileged_userns_clone");
    if (most.isEmpty()) {
      findings.add(
          Finding.bad(
              "user namespaces", "the kernel has none", "use a kernel with CONFIG_USER_NS"));
    } else if (most.get().equals("0")) {
      findings.add(switchedOff("user.max_user_namespaces", "15000"));
    } else if (allowed.isPresent() && allowed.get().equals("0")) {
      findings.add(switchedOff("kernel.unprivileged_userns_clone", "1"));
    } else {
      findings.add(Finding.ok("user namespaces", "at most " + most.get()));
    }
  }

  private static Finding switchedOff(String name, String value) {
    return Finding.bad(
        "user namespaces",
        "switched off: " + name + " is 0",
        "let root run `sysctl -w " + name + "=" + value + "`");
  }

  private void subIds() throws IOException {
    try {
      SubIdRanges.require(System.getProperty("user.name"));
      findings.add(Finding.ok("sub-ids", "/etc/subuid and /etc/subgid have ranges for this user"));
    } catch (SandboxUnavailableException e) {
      findings.add(Finding.bad("sub-ids", "none for this user", String.valueOf(e.getMessage())));
    }
  }

  private void mapper(String name) throws IOException {
    Optional<Path> program = Programs.find(name);
    if (program.isEmpty()) {
      findings.add(Finding.bad(name, "not found", "install the package uidmap"));
    } else if (isPrivileged(program.get())) {
      findings.add(Finding.ok(name, program.get() + " may map ids"));
    } else {
      findings.add(
          Finding.bad(
              name,
              program.get() + " is not setuid root",
              "let root run `chmod u+s " + program.get() + "`"));
    }
  }

  /** By the bit or by file capabilities. */
  private static boolean isPrivileged(Path program) throws IOException {
    if (((int) Files.getAttribute(program, "unix:mode") & SETUID) != 0) {
      return true;
    }
    Path directory = Objects.requireNonNull(program.toRealPath().getParent());
    try (DirectoryHandle handle = DirectoryHandle.open(directory)) {
      String name = program.toRealPath().getFileName().toString();
      return handle.attributes(name).names().contains("security.capability");
    }
  }

  private void appArmor() throws IOException {
    String name = "kernel/apparmor_restrict_unprivileged_userns";
    boolean restricts = setting(name).filter(value -> !value.equals("0")).isPresent();
    findings.add(
        restricts
            ? Finding.bad(
                "AppArmor",
                "user namespaces of ordinary users have no privileges",
                "let root run `sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`, or give"
                    + " unshare a profile with userns")
            : Finding.ok("AppArmor", "does not restrict user namespaces"));
  }

  private void seccomp() throws IOException {
    findings.add(
        setting("kernel/seccomp/actions_avail").isPresent()
            ? Finding.ok("seccomp", "the kernel filters system calls")
            : Finding.bad(
                "seccomp",
                "the kernel does not filter system calls",
                "use a kernel with CONFIG_SECCOMP_FILTER"));
  }

  private void limits() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("jbuild-limits");
    try {
      Cgroups.tryIn(directory, TRIED);
      findings.add(Finding.ok(LIMITS, "RUN can be limited (--memory, --cpus)"));
    } catch (SandboxUnavailableException e) {
      findings.add(Finding.none(LIMITS, String.valueOf(e.getMessage())));
    } finally {
      Files.delete(directory);
    }
  }

  private static Optional<String> setting(String name) throws IOException {
    Path file = SETTINGS.resolve(name);
    return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }
}
