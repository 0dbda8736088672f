package dev.jbuild.sandbox.linux;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file system that is told its options one by one before it is mounted: of any number and length,
 * which {@code mount(2)} does not take.
 */
final class NewFileSystem implements AutoCloseable {
  private static final int FSOPEN_CLOEXEC = 1;
  private static final int FSMOUNT_CLOEXEC = 1;
  private static final int SET_FLAG = 0;
  private static final int SET_STRING = 1;
  private static final int CREATE = 6;

  private final String type;
  private final int context;

  private NewFileSystem(String type, int context) {
    this.type = type;
    this.context = context;
  }

  static NewFileSystem open(String type) throws IOException {
    long name = Scratch.begin().text(type);
    return new NewFileSystem(type, (int) Kernel.call(Syscall.FSOPEN, type, name, FSOPEN_CLOEXEC));
  }

  /** Sets an option; a flag has an empty value. */
  void set(String key, String value) throws IOException {
    Scratch scratch = Scratch.begin();
    int command = value.isEmpty() ? SET_FLAG : SET_STRING;
    long name = scratch.text(key);
    long text = value.isEmpty() ? 0 : scratch.text(value);
    Kernel.call(Syscall.FSCONFIG, type + " " + key + "=" + value, context, command, name, text);
  }

  /** Makes it and mounts it there. */
  void mount(String subject, Path target) throws IOException {
    Kernel.call(Syscall.FSCONFIG, subject, context, CREATE);
    int mount = (int) Kernel.call(Syscall.FSMOUNT, subject, context, FSMOUNT_CLOEXEC);
    try {
      Scratch scratch = Scratch.begin();
      long empty = scratch.text("");
      long where = scratch.text(target.toString());
      Kernel.call(
          Syscall.MOVE_MOUNT,
          subject,
          mount,
          empty,
          Paths.CURRENT_DIRECTORY,
          where,
          Mounts.FROM_EMPTY_PATH);
    } finally {
      Kernel.call(Syscall.CLOSE, subject, mount);
    }
  }

  @Override
  public void close() throws IOException {
    Kernel.call(Syscall.CLOSE, type, context);
  }
}
