package dev.jbuild.sandbox.seccomp;

import com.google.common.collect.ImmutableList;

/** A way to call the kernel, which has numbers of its own for the system calls. */
enum Abi {
  X86_64(0xc000003e),
  I386(0x40000003),
  ARM64(0xc00000b7);

  private final int auditNumber;

  Abi(int auditNumber) {
    this.auditNumber = auditNumber;
  }

  /** What the kernel calls it when it asks a filter. */
  int auditNumber() {
    return auditNumber;
  }

  /** Those of this machine, its own first. */
  static ImmutableList<Abi> ofThisMachine() {
    return isArm() ? ImmutableList.of(ARM64) : ImmutableList.of(X86_64, I386);
  }

  /** The same, and others that only libseccomp knows the numbers of, under its names. */
  static ImmutableList<String> namesForLibseccomp() {
    return isArm()
        ? ImmutableList.of("SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM")
        : ImmutableList.of("SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32");
  }

  static boolean isArm() {
    return System.getProperty("os.arch").equals("aarch64");
  }
}
