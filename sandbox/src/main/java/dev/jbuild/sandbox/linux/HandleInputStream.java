package dev.jbuild.sandbox.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;

/** Reads a file by its descriptor and closes it in the end. */
final class HandleInputStream extends InputStream {
  private final int descriptor;
  private final String name;
  private final int chunk;
  private boolean closed;

  HandleInputStream(int descriptor, String name, int chunk) {
    this.descriptor = descriptor;
    this.name = name;
    this.chunk = chunk;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    MemorySegment memory = Scratch.begin().allocate(Math.min(length, chunk));
    int count =
        (int) Kernel.call(Syscall.READ, name, descriptor, memory.address(), memory.byteSize());
    MemorySegment.copy(memory, JAVA_BYTE, 0, bytes, offset, count);
    return count == 0 ? -1 : count;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      Kernel.call(Syscall.CLOSE, name, descriptor);
    }
  }
}
