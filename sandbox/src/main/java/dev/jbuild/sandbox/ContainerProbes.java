package dev.jbuild.sandbox;

import com.google.common.base.Splitter;
import dev.jbuild.sandbox.runtime.Capabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a container runtime, if this process is in one's container, keeps from it. */
final class ContainerProbes {
  private static final Path PROCESS = Path.of("/proc/self");
  private static final Splitter WORDS = Splitter.on(' ');
  private static final int MOUNT_POINT = 1;

  private final boolean isRoot;
  private final List<Finding> findings = new ArrayList<>();

  ContainerProbes(boolean isRoot) {
    this.isRoot = isRoot;
  }

  List<Finding> all() throws IOException {
    findings.add(Finding.none("container", container()));
    if (isRoot) {
      privilegeToMount();
    } else {
      newPrivileges();
      processes();
    }
    filter();
    profile();
    return findings;
  }

  private static String container() {
    if (System.getenv("KUBERNETES_SERVICE_HOST") != null) {
      return "in a pod of Kubernetes";
    }
    if (Files.exists(Path.of("/.dockerenv"))) {
      return "in a container of Docker";
    }
    return Files.exists(Path.of("/run/.containerenv"))
        ? "in a container of podman"
        : "no sign of one";
  }

  private void privilegeToMount() throws IOException {
    findings.add(
        Capabilities.ofThisProcess().contains("SYS_ADMIN")
            ? Finding.ok("privilege", "root may make namespaces and mounts (CAP_SYS_ADMIN)")
            : Finding.bad(
                "privilege",
                "root without CAP_SYS_ADMIN may make no mounts",
                "start the container with it (--cap-add SYS_ADMIN, or securityContext"
                    + " capabilities.add), or run jbuild as an ordinary user where user namespaces"
                    + " are allowed, or ask for --isolation=chroot"));
  }

  /** newuidmap is a program that gives privileges. */
  private void newPrivileges() throws IOException {
    findings.add(
        status("NoNewPrivs").equals("1")
            ? Finding.bad(
                "new privileges",
                "forbidden to this process, so newuidmap can't map ids",
                "leave out --security-opt no-new-privileges (in Kubernetes:"
                    + " allowPrivilegeEscalation: true), or ask for --userns=single")
            : Finding.ok("new privileges", "programs may give them"));
  }

  /** The kernel lets nobody mount a /proc that shows more than the one there is. */
  private void processes() throws IOException {
    Optional<String> covered =
        Files.readAllLines(PROCESS.resolve("mounts")).stream()
            .map(line -> WORDS.splitToList(line).get(MOUNT_POINT))
            .filter(point -> point.startsWith("/proc/") && !point.startsWith("/proc/sys/fs/"))
            .findFirst();
    findings.add(
        covered.isPresent()
            ? Finding.bad(
                "/proc",
                covered.get() + " is covered, so no user namespace may mount a /proc of its own",
                "start the container with --security-opt systempaths=unconfined (in Kubernetes:"
                    + " procMount: Unmasked, hostUsers: false)")
            : Finding.ok("/proc", "nothing in it is covered"));
  }

  private void filter() throws IOException {
    findings.add(
        status("Seccomp").equals("2")
            ? Finding.none(
                "call filter",
                "on this process: where it forbids unshare or mount, --security-opt"
                    + " seccomp=unconfined lifts it")
            : Finding.ok("call filter", "none on this process"));
  }

  private void profile() {
    String name = profileName();
    findings.add(
        name.isEmpty() || name.startsWith("unconfined")
            ? Finding.ok("profile", "AppArmor does not confine this process")
            : Finding.none(
                "profile",
                "AppArmor confines this process ("
                    + name
                    + "): where that forbids mounts, --security-opt apparmor=unconfined lifts it"));
  }

  /** Empty where there is no AppArmor: the file is there then, but can't be read. */
  private static String profileName() {
    try {
      return Files.readString(PROCESS.resolve("attr/apparmor/current")).strip();
    } catch (IOException none) {
      return "";
    }
  }

  private static String status(String field) throws IOException {
    String start = field + ":";
    return Files.readAllLines(PROCESS.resolve("status")).stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElse("");
  }
}
