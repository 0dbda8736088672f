package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;

/** What Docker's containers may and may not, which ours may and may not too. */
final class DefaultLimits {
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

  static final long SHARED_MEMORY = 64 << 20;
  static final int UMASK = 022;
  static final int TERMINAL_GROUP = 5;

  private DefaultLimits() {}
}
