package dev.jbuild.sandbox.runtime;

import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.FileHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.SyscallException;
import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command finds in its root in the place of the image's own, where nothing can be mounted
 * over that: the image's own is set aside, and put back when this is closed. The directories stay
 * open, so that it gets back to where it was, wherever the command has moved that.
 */
final class StandIns implements AutoCloseable {
  private static final int FOR_ALL_TO_ENTER = 0755;

  private final DirectoryHandle aside;
  private final List<StandIn> all = new ArrayList<>();

  private record StandIn(DirectoryHandle parent, String name, String aside) {}

  private StandIns(DirectoryHandle aside) {
    this.aside = aside;
  }

  /** Puts devices, files and empty directories into the container's root, where all exist. */
  static StandIns put(Container container) throws IOException {
    Path directory = Files.createDirectory(container.directory().resolve("aside"));
    StandIns standIns = new StandIns(DirectoryHandle.open(directory));
    try (DirectoryHandle root = DirectoryHandle.open(container.root())) {
      standIns.put(root, container.binds());
      return standIns;
    } catch (IOException | RuntimeException e) {
      standIns.close();
      throw e;
    }
  }

  private void put(DirectoryHandle root, List<Container.Bind> files) throws IOException {
    for (String name : List.of("proc", "sys")) {
      setAside(root, "", name).makeDirectory(name, FOR_ALL_TO_ENTER);
    }
    DirectoryHandle top = setAside(root, "", "dev");
    top.makeDirectory("dev", FOR_ALL_TO_ENTER);
    try (DirectoryHandle dev = top.openDirectory("dev")) {
      StandInDevices.fill(dev);
    }
    for (Container.Bind file : files) {
      int slash = file.target().lastIndexOf('/');
      putFile(root, file, file.target().substring(1, Math.max(1, slash)), slash + 1);
    }
  }

  private void putFile(DirectoryHandle root, Container.Bind file, String directory, int nameAt)
      throws IOException {
    String name = file.target().substring(nameAt);
    if (directory.equals("dev") || directory.startsWith("dev/")) {
      makeDirectories(root, directory);
      try (DirectoryHandle parent = root.openDirectoryInRoot(directory)) {
        copy(file, parent, name);
      }
      return;
    }
    copy(file, setAside(root, directory, name), name);
  }

  private static void makeDirectories(DirectoryHandle root, String directory) throws IOException {
    if (root.statusInRoot(directory).isPresent()) {
      return;
    }
    int slash = directory.lastIndexOf('/');
    makeDirectories(root, directory.substring(0, slash));
    try (DirectoryHandle parent = root.openDirectoryInRoot(directory.substring(0, slash))) {
      parent.makeDirectory(directory.substring(slash + 1), FOR_ALL_TO_ENTER);
    }
  }

  private static void copy(Container.Bind file, DirectoryHandle parent, String name)
      throws IOException {
    try (InputStream content = Files.newInputStream(file.source());
        FileHandle made = parent.createFile(name)) {
      made.writeAll(content);
      made.chmod((int) Files.getAttribute(file.source(), "unix:mode") & 07777);
    }
  }

  /** Gives the directory that the name is free in now. */
  private DirectoryHandle setAside(DirectoryHandle root, String directory, String name)
      throws IOException {
    DirectoryHandle parent = root.openDirectoryInRoot(directory);
    StandIn standIn = new StandIn(parent, name, "" + all.size());
    all.add(standIn);
    FileStatus before = parent.status();
    parent.moveTo(name, aside, standIn.aside);
    parent.setTime(".", before.mtime());
    return parent;
  }

  /** Puts back what was there; all that the command has made of the stand-ins is gone. */
  @Override
  public void close() throws IOException {
    for (StandIn standIn : all.reversed()) {
      try (DirectoryHandle parent = standIn.parent) {
        putBack(standIn, parent);
      }
    }
    all.clear();
    aside.close();
  }

  private void putBack(StandIn standIn, DirectoryHandle parent) throws IOException {
    if (!aside.has(standIn.aside)) {
      return;
    }
    FileStatus before = parent.status();
    TreeDeletion.delete(parent, standIn.name);
    try {
      aside.moveTo(standIn.aside, parent, standIn.name);
      parent.setTime(".", before.mtime());
    } catch (SyscallException e) {
      if (!e.is(Errno.ENOENT)) {
        throw e;
      }
      // The command has removed the directory, and with it what was to be in it.
    }
  }
}
