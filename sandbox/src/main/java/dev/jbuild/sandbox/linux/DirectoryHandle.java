package dev.jbuild.sandbox.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An open directory, and what can be done to the names in it. A {@code name} is a single part of a
 * path; no call here follows a symbolic link in it. Closed on exec.
 */
public final class DirectoryHandle implements AutoCloseable {
  private static final int PATH_MAX = 4096;
  private static final int MAJOR_SHIFT = 8;

  private final int descriptor;
  private final String path;

  private DirectoryHandle(int descriptor, String path) {
    this.descriptor = descriptor;
    this.path = path;
  }

  /** Opens a directory of the worker's own. */
  public static DirectoryHandle open(Path directory) throws IOException {
    int flags = OpenFlags.DIRECTORY | OpenFlags.CLOSE_ON_EXEC;
    long name = Scratch.begin().text(directory.toString());
    String subject = directory.toString();
    return new DirectoryHandle(
        (int) Kernel.call(Syscall.OPENAT, subject, Paths.CURRENT_DIRECTORY, name, flags), subject);
  }

  /** Opens a directory that was found before, to be read. */
  public static DirectoryHandle open(PathHandle found) throws IOException {
    int flags = OpenFlags.DIRECTORY | OpenFlags.CLOSE_ON_EXEC;
    long name = Scratch.begin().text(".");
    String subject = found.toString();
    return new DirectoryHandle(
        (int) Kernel.call(Syscall.OPENAT, subject, found.descriptor(), name, flags), subject);
  }

  /**
   * Opens a directory as a process whose root is this directory would: links and {@code ..} in the
   * path stay inside, and magic links of {@code /proc} are refused.
   */
  public DirectoryHandle openDirectoryInRoot(String inside) throws IOException {
    int flags = OpenFlags.DIRECTORY | OpenFlags.READ;
    return new DirectoryHandle(openInRoot(inside, flags), subject(inside));
  }

  /** The same for a file to be read; opening a fifo does not block. */
  public FileHandle openFileInRoot(String inside) throws IOException {
    int flags = OpenFlags.READ | OpenFlags.NON_BLOCKING;
    return new FileHandle(openInRoot(inside, flags), subject(inside));
  }

  /** The same for anything, only to be mounted or asked for its status. */
  public PathHandle openPathInRoot(String inside) throws IOException {
    return new PathHandle(openInRoot(inside, OpenFlags.PATH), subject(inside));
  }

  /** What a path in this root leads to, links followed; empty when it leads to nothing. */
  public Optional<FileStatus> statusInRoot(String inside) throws IOException {
    try (FileHandle file = new FileHandle(openInRoot(inside, OpenFlags.PATH), subject(inside))) {
      return Optional.of(file.status());
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR) || e.is(Errno.ELOOP)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private int openInRoot(String inside, int flags) throws IOException {
    return lookUp(inside.isEmpty() ? "." : inside, flags, Resolve.IN_ROOT | Resolve.NO_MAGIC_LINKS);
  }

  private int lookUp(String inside, int flags, long resolve) throws IOException {
    Scratch scratch = Scratch.begin();
    long name = scratch.text(inside);
    MemorySegment how = scratch.allocate(24);
    how.set(JAVA_LONG, 0, flags | OpenFlags.CLOSE_ON_EXEC);
    how.set(JAVA_LONG, 8, 0);
    how.set(JAVA_LONG, 16, resolve);
    return (int) Kernel.call(Syscall.OPENAT2, subject(inside), descriptor, name, how.address(), 24);
  }

  /** Opens the directory of this name. */
  public DirectoryHandle openDirectory(String name) throws IOException {
    return new DirectoryHandle(open(name, OpenFlags.DIRECTORY, 0), subject(name));
  }

  /** The same, but fails with EXDEV where something is mounted on the directory. */
  public DirectoryHandle openOwnDirectory(String name) throws IOException {
    long resolve = Resolve.NO_OTHER_MOUNT | Resolve.NO_LINKS;
    return new DirectoryHandle(lookUp(name, OpenFlags.DIRECTORY, resolve), subject(name));
  }

  /** Opens a file to be read. */
  public FileHandle openFile(String name) throws IOException {
    return new FileHandle(open(name, OpenFlags.READ | OpenFlags.NON_BLOCKING, 0), subject(name));
  }

  /** Makes a file that must not be there yet, readable by its owner only. */
  public FileHandle createFile(String name) throws IOException {
    int flags = OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE;
    return new FileHandle(open(name, flags, 0600), subject(name));
  }

  private int open(String name, int flags, int mode) throws IOException {
    long address = Scratch.begin().text(name);
    int all = flags | OpenFlags.NO_FOLLOW | OpenFlags.CLOSE_ON_EXEC;
    return (int) Kernel.call(Syscall.OPENAT, subject(name), descriptor, address, all, mode);
  }

  public FileStatus status(String name) throws IOException {
    return Paths.status(descriptor, name, subject(name));
  }

  /** Of this directory. */
  public FileStatus status() throws IOException {
    return Paths.status(descriptor, "", path);
  }

  /** Whether there is something of this name. */
  public boolean has(String name) throws IOException {
    try {
      status(name);
      return true;
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        return false;
      }
      throw e;
    }
  }

  public void makeDirectory(String name, int mode) throws IOException {
    Kernel.call(Syscall.MKDIRAT, subject(name), descriptor, Scratch.begin().text(name), mode);
  }

  public void makeSymlink(String name, String target) throws IOException {
    Scratch scratch = Scratch.begin();
    long to = scratch.text(target);
    Kernel.call(Syscall.SYMLINKAT, subject(name), to, descriptor, scratch.text(name));
  }

  /** Gives the file of that name in that directory another name here. */
  public void makeHardLink(String name, DirectoryHandle directory, String existing)
      throws IOException {
    Scratch scratch = Scratch.begin();
    long from = scratch.text(existing);
    long to = scratch.text(name);
    Kernel.call(Syscall.LINKAT, subject(name), directory.descriptor, from, descriptor, to);
  }

  public void makeFifo(String name, int mode) throws IOException {
    makeNode(name, FileStatus.Kind.FIFO, mode, 0, 0);
  }

  /** Makes a mark that hides what lower directories of an overlay have under this name. */
  public void makeWhiteout(String name) throws IOException {
    try {
      makeNode(name, FileStatus.Kind.CHARACTER_DEVICE, 0, 0, 0);
    } catch (SyscallException e) {
      if (!e.is(Errno.EPERM)) {
        throw e;
      }
      createFile(FileMarks.hiding(name)).close();
    }
  }

  /**
   * Marks a directory, which then hides what lower directories of an overlay have in it.
   *
   * @param mode of the overlay
   */
  public void makeOpaque(String name, OverlayMode mode) throws IOException {
    try {
      attributes(name).set(mode.opaqueAttribute(), "y");
    } catch (SyscallException e) {
      if (!e.is(Errno.EPERM) && !e.is(Errno.EOPNOTSUPP)) {
        throw e;
      }
      try (DirectoryHandle directory = openDirectory(name)) {
        directory.createFile(FileMarks.OPAQUE).close();
      }
    }
  }

  public void makeNode(String name, FileStatus.Kind kind, int mode, int major, int minor)
      throws IOException {
    long device = (long) (minor & ~0xff) << 12 | (long) major << MAJOR_SHIFT | (minor & 0xff);
    long address = Scratch.begin().text(name);
    Kernel.call(Syscall.MKNODAT, subject(name), descriptor, address, kind.bits() | mode, device);
  }

  /** Moves a name to a directory of the same file system, onto what is there. */
  public void moveTo(String name, DirectoryHandle directory, String next) throws IOException {
    Scratch scratch = Scratch.begin();
    long from = scratch.text(name);
    long to = scratch.text(next);
    Kernel.call(Syscall.RENAMEAT2, subject(name), descriptor, from, directory.descriptor, to, 0);
  }

  /** Renames within this directory; fails with EEXIST where the new name is taken. */
  public void renameToFree(String name, String next) throws IOException {
    Scratch scratch = Scratch.begin();
    long from = scratch.text(name);
    long to = scratch.text(next);
    Kernel.call(
        Syscall.RENAMEAT2, subject(name), descriptor, from, descriptor, to, Paths.NO_REPLACE);
  }

  /** Removes a name that is not a directory. */
  public void removeFile(String name) throws IOException {
    Kernel.call(Syscall.UNLINKAT, subject(name), descriptor, Scratch.begin().text(name), 0);
  }

  /** Removes an empty directory. */
  public void removeDirectory(String name) throws IOException {
    long address = Scratch.begin().text(name);
    Kernel.call(Syscall.UNLINKAT, subject(name), descriptor, address, Paths.REMOVE_DIRECTORY);
  }

  public void chown(String name, int uid, int gid) throws IOException {
    long address = Scratch.begin().text(name);
    Kernel.call(Syscall.FCHOWNAT, subject(name), descriptor, address, uid, gid, Paths.NO_FOLLOW);
  }

  /** Follows a symbolic link, so the name must be known not to be one. */
  public void chmod(String name, int mode) throws IOException {
    Kernel.call(Syscall.FCHMODAT, subject(name), descriptor, Scratch.begin().text(name), mode);
  }

  /** Sets access and modification time. */
  public void setTime(String name, Instant time) throws IOException {
    Scratch scratch = Scratch.begin();
    long address = scratch.text(name);
    long times = Paths.times(scratch, time);
    Kernel.call(Syscall.UTIMENSAT, subject(name), descriptor, address, times, Paths.NO_FOLLOW);
  }

  public String readSymlink(String name) throws IOException {
    Scratch scratch = Scratch.begin();
    long address = scratch.text(name);
    MemorySegment target = scratch.allocate(PATH_MAX);
    int length =
        (int)
            Kernel.call(
                Syscall.READLINKAT, subject(name), descriptor, address, target.address(), PATH_MAX);
    return new String(target.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /** A short path of a name in this directory, good as long as this is open. */
  public Path shortPath(String name) {
    return Path.of("/proc/self/fd/" + descriptor, name);
  }

  /** The names in this directory, sorted. May be called once for an open directory. */
  public List<String> names() throws IOException {
    return DirectoryEntries.read(descriptor, path);
  }

  /** The extended attributes of a name. */
  public ExtendedAttributes attributes(String name) {
    return new ExtendedAttributes("/proc/self/fd/" + descriptor + "/" + name, subject(name));
  }

  private String subject(String name) {
    return name.isEmpty() ? path : path + "/" + name;
  }

  @Override
  public void close() throws IOException {
    Kernel.call(Syscall.CLOSE, path, descriptor);
  }
}
