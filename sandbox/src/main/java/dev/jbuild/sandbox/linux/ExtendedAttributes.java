package dev.jbuild.sandbox.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The extended attributes of a file; of a symbolic link's own. Values are Latin-1 text. */
public final class ExtendedAttributes {
  private static final int LARGEST = 64 * 1024;

  private final String path;
  private final String subject;

  ExtendedAttributes(String path, String subject) {
    this.path = path;
    this.subject = subject;
  }

  /** Empty where the file system has none. */
  public List<String> names() throws IOException {
    Scratch scratch = Scratch.begin();
    long address = scratch.text(path);
    MemorySegment memory = scratch.allocate(LARGEST);
    try {
      int length =
          (int) Kernel.call(Syscall.LLISTXATTR, subject, address, memory.address(), LARGEST);
      return length == 0 ? List.of() : List.of(text(memory, length).split("\0"));
    } catch (SyscallException e) {
      if (e.is(Errno.EOPNOTSUPP)) {
        return List.of();
      }
      throw e;
    }
  }

  public String get(String name) throws IOException {
    Scratch scratch = Scratch.begin();
    long address = scratch.text(path);
    long key = scratch.text(name);
    MemorySegment memory = scratch.allocate(LARGEST);
    String what = name + " of " + subject;
    int length =
        (int) Kernel.call(Syscall.LGETXATTR, what, address, key, memory.address(), LARGEST);
    return text(memory, length);
  }

  public void set(String name, String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    Scratch scratch = Scratch.begin();
    long address = scratch.text(path);
    long key = scratch.text(name);
    long content = scratch.bytes(bytes, 0, bytes.length);
    String what = name + " of " + subject;
    Kernel.call(Syscall.LSETXATTR, what, address, key, content, bytes.length, 0);
  }

  private static String text(MemorySegment memory, int length) {
    return new String(memory.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.ISO_8859_1);
  }
}
