package dev.jbuild.sandbox.linux;

/** The system calls in use, with their numbers on x86-64 and on the generic table (aarch64). */
enum Syscall {
  READ(0, 63),
  WRITE(1, 64),
  CLOSE(3, 57),
  WAIT4(61, 260),
  CHDIR(80, 49),
  FCHMOD(91, 52),
  FCHOWN(93, 55),
  PRCTL(157, 167),
  MOUNT(165, 40),
  UMOUNT2(166, 39),
  LSETXATTR(189, 6),
  LGETXATTR(192, 9),
  LLISTXATTR(195, 12),
  GETDENTS64(217, 61),
  OPENAT(257, 56),
  MKDIRAT(258, 34),
  MKNODAT(259, 33),
  FCHOWNAT(260, 54),
  UNLINKAT(263, 35),
  LINKAT(265, 37),
  SYMLINKAT(266, 36),
  READLINKAT(267, 78),
  FCHMODAT(268, 53),
  UNSHARE(272, 97),
  UTIMENSAT(280, 88),
  RENAMEAT2(316, 276),
  STATX(332, 291),
  OPEN_TREE(428, 428),
  MOVE_MOUNT(429, 429),
  FSOPEN(430, 430),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  OPENAT2(437, 437),
  MOUNT_SETATTR(442, 442);

  private static final boolean X86_64 = System.getProperty("os.arch").equals("amd64");

  private final int x86Number;
  private final int genericNumber;

  Syscall(int x86Number, int genericNumber) {
    this.x86Number = x86Number;
    this.genericNumber = genericNumber;
  }

  long number() {
    return X86_64 ? x86Number : genericNumber;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
