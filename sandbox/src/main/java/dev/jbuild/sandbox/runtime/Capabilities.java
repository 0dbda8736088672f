package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The capabilities of Linux, named without {@code CAP_}. */
public final class Capabilities {
  private static final String EFFECTIVE = "CapEff:";
  private static final int HEXADECIMAL = 16;

  /** In the order of their numbers. */
  private static final ImmutableList<String> ALL =
      ImmutableList.of(
          "CHOWN",
          "DAC_OVERRIDE",
          "DAC_READ_SEARCH",
          "FOWNER",
          "FSETID",
          "KILL",
          "SETGID",
          "SETUID",
          "SETPCAP",
          "LINUX_IMMUTABLE",
          "NET_BIND_SERVICE",
          "NET_BROADCAST",
          "NET_ADMIN",
          "NET_RAW",
          "IPC_LOCK",
          "IPC_OWNER",
          "SYS_MODULE",
          "SYS_RAWIO",
          "SYS_CHROOT",
          "SYS_PTRACE",
          "SYS_PACCT",
          "SYS_ADMIN",
          "SYS_BOOT",
          "SYS_NICE",
          "SYS_RESOURCE",
          "SYS_TIME",
          "SYS_TTY_CONFIG",
          "MKNOD",
          "LEASE",
          "AUDIT_WRITE",
          "AUDIT_CONTROL",
          "SETFCAP",
          "MAC_OVERRIDE",
          "MAC_ADMIN",
          "SYSLOG",
          "WAKE_ALARM",
          "BLOCK_SUSPEND",
          "AUDIT_READ",
          "PERFMON",
          "BPF",
          "CHECKPOINT_RESTORE");

  /** Those that Docker leaves to root in a container. */
  static final ImmutableList<String> DEFAULT =
      ImmutableList.of(
          "CHOWN",
          "DAC_OVERRIDE",
          "FSETID",
          "FOWNER",
          "MKNOD",
          "NET_RAW",
          "SETGID",
          "SETUID",
          "SETFCAP",
          "SETPCAP",
          "NET_BIND_SERVICE",
          "SYS_CHROOT",
          "KILL",
          "AUDIT_WRITE");

  private Capabilities() {}

  /** What a command may: those of Docker, or all that there are. */
  static ImmutableList<String> of(Container container) throws IOException {
    return container.surroundings().insecure() ? ofThisProcess() : DEFAULT;
  }

  /** What this process may. */
  public static ImmutableList<String> ofThisProcess() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(each -> each.startsWith(EFFECTIVE))
            .findFirst()
            .orElseThrow();
    long bits = Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), HEXADECIMAL);
    ImmutableList.Builder<String> names = ImmutableList.builder();
    for (int number = 0; number < ALL.size(); number++) {
      if ((bits >>> number & 1) != 0) {
        names.add(ALL.get(number));
      }
    }
    return names.build();
  }
}
