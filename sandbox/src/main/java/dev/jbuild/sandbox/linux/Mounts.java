package dev.jbuild.sandbox.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Mounting and unmounting in the mount namespace of this process. */
public final class Mounts {
  private static final int MS_RDONLY = 0x1;
  private static final int MS_NOSUID = 0x2;
  private static final int MS_NODEV = 0x4;
  private static final int MS_NOEXEC = 0x8;
  private static final int MS_REMOUNT = 0x20;
  private static final int MS_BIND = 0x1000;
  private static final int MS_REC = 0x4000;
  private static final int DETACH = 2;
  static final int FROM_EMPTY_PATH = 4;
  private static final int TO_EMPTY_PATH = 0x40;
  private static final int OPEN_TREE_CLONE = 1;
  private static final int RECURSIVE = 0x8000;

  /** What a mount does not allow. */
  public enum Restriction {
    READ_ONLY(MS_RDONLY),
    NO_SETUID(MS_NOSUID),
    NO_DEVICES(MS_NODEV),
    NO_EXECUTE(MS_NOEXEC);

    private final int flag;

    /** The same for {@code mount(2)} and {@code mount_setattr(2)}. */
    int flag() {
      return flag;
    }

    Restriction(int flag) {
      this.flag = flag;
    }
  }

  private Mounts() {}

  /** Mounts a new file system of this type, such as tmpfs. */
  public static void mount(String type, Path target, String options, Restriction... restrictions)
      throws IOException {
    Scratch scratch = Scratch.begin();
    long name = scratch.text(type);
    long where = scratch.text(target.toString());
    long data = scratch.text(options);
    String subject = type + " on " + target;
    Kernel.call(Syscall.MOUNT, subject, name, where, name, flags(restrictions), data);
  }

  /** Shows a file or a tree in a second place; restrictions hold for the top mount only. */
  public static void bind(Path source, Path target, Restriction... restrictions)
      throws IOException {
    mountFlags(source, target, MS_BIND | MS_REC);
    if (restrictions.length > 0) {
      mountFlags(source, target, MS_BIND | MS_REMOUNT | flags(restrictions));
    }
  }

  /** Forbids writing to what is mounted there and below, in that place only. */
  public static void makeReadOnly(Path target) throws IOException {
    restrict(target, Restriction.READ_ONLY, RECURSIVE);
  }

  /** Forbids to open devices in what is mounted there, but not in what is mounted below it. */
  public static void forbidDevices(Path target) throws IOException {
    restrict(target, Restriction.NO_DEVICES, 0);
  }

  private static void restrict(Path target, Restriction restriction, int flags) throws IOException {
    Scratch scratch = Scratch.begin();
    long where = scratch.text(target.toString());
    long attributes = MountedTree.attributes(scratch, restriction);
    Kernel.call(
        Syscall.MOUNT_SETATTR,
        target.toString(),
        Paths.CURRENT_DIRECTORY,
        where,
        flags,
        attributes,
        MountedTree.ATTRIBUTES);
  }

  private static void mountFlags(Path source, Path target, long flags) throws IOException {
    Scratch scratch = Scratch.begin();
    long from = scratch.text(source.toString());
    long to = scratch.text(target.toString());
    Kernel.call(Syscall.MOUNT, source + " on " + target, from, to, 0, flags, 0);
  }

  /**
   * Shows a file or directory in a second place, without what is mounted below it. No name is
   * looked up any more, so nobody can lead it astray. The caller closes the handle.
   */
  public static MountedTree bind(PathHandle source, PathHandle target) throws IOException {
    return bind(source, target, 0);
  }

  /** The same with what is mounted below it. */
  public static MountedTree bindAll(PathHandle source, PathHandle target) throws IOException {
    return bind(source, target, Paths.RECURSIVE);
  }

  private static MountedTree bind(PathHandle source, PathHandle target, int more)
      throws IOException {
    String subject = source + " on " + target;
    int flags = more | OPEN_TREE_CLONE | OpenFlags.CLOSE_ON_EXEC | Paths.EMPTY_PATH;
    int tree = (int) Kernel.call(Syscall.OPEN_TREE, subject, source.descriptor(), name(""), flags);
    try {
      long empty = name("");
      int both = FROM_EMPTY_PATH | TO_EMPTY_PATH;
      Kernel.call(Syscall.MOVE_MOUNT, subject, tree, empty, target.descriptor(), empty, both);
    } catch (SyscallException e) {
      Kernel.call(Syscall.CLOSE, subject, tree);
      throw e;
    }
    return new MountedTree(tree, subject);
  }

  private static int flags(Restriction... restrictions) {
    int flags = 0;
    for (Restriction restriction : restrictions) {
      flags |= restriction.flag;
    }
    return flags;
  }

  /**
   * Mounts an overlay. Takes hundreds of lower directories, which {@code mount(2)} does not: its
   * options end at 4096 bytes.
   *
   * @param lowers highest first
   * @param options flags have an empty value
   */
  public static void overlay(List<Path> lowers, Map<String, String> options, Path target)
      throws IOException {
    try (NewFileSystem overlay = NewFileSystem.open("overlay")) {
      for (Path lower : lowers) {
        overlay.set("lowerdir+", lower.toString());
      }
      for (Map.Entry<String, String> option : options.entrySet()) {
        overlay.set(option.getKey(), option.getValue());
      }
      overlay.mount("overlay of " + lowers.size() + " directories on " + target, target);
    }
  }

  /**
   * Mounts an EROFS image whose files' content is in another file. Only real root may, and only
   * Linux 6.12 and later mount plain files.
   */
  public static void erofs(Path image, Path content, Path target) throws IOException {
    try (NewFileSystem erofs = NewFileSystem.open("erofs")) {
      erofs.set("source", image.toString());
      erofs.set("device", content.toString());
      erofs.mount("erofs of " + image + " and " + content + " on " + target, target);
    }
  }

  private static long name(String text) {
    return Scratch.begin().text(text);
  }

  /** Takes a mount and all below it out of sight; it ends when nobody uses it any more. */
  public static void unmount(Path target) throws IOException {
    Kernel.call(Syscall.UMOUNT2, target.toString(), name(target.toString()), DETACH);
  }
}
