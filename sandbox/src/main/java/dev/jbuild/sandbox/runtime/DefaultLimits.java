package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;

/** What Docker's containers may and may not, which ours may and may not too. */
final class DefaultLimits {
  /** Capabilities of root in the container, without {@code CAP_}. */
  static final ImmutableList<String> CAPABILITIES =
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

  static final ImmutableList<String> MASKED_PATHS =
      ImmutableList.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/sched_debug",
          "/proc/scsi",
          "/sys/firmware",
          "/sys/devices/virtual/powercap");

  static final ImmutableList<String> READ_ONLY_PATHS =
      ImmutableList.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  static final String SHM_SIZE = "65536k";
  static final int UMASK = 022;

  private DefaultLimits() {}
}
