package dev.jbuild.sandbox.linux;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** An open regular file. Closed on exec. */
public final class FileHandle implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private final int descriptor;
  private final String name;

  FileHandle(int descriptor, String name) {
    this.descriptor = descriptor;
    this.name = name;
  }

  public FileStatus status() throws IOException {
    return Paths.status(descriptor, "", name);
  }

  public void chown(int uid, int gid) throws IOException {
    Kernel.call(Syscall.FCHOWN, name, descriptor, uid, gid);
  }

  public void chmod(int mode) throws IOException {
    Kernel.call(Syscall.FCHMOD, name, descriptor, mode);
  }

  /** Sets access and modification time. */
  public void setTime(Instant time) throws IOException {
    Scratch scratch = Scratch.begin();
    long times = Paths.times(scratch, time);
    Kernel.call(Syscall.UTIMENSAT, name, descriptor, 0, times, 0);
  }

  /** Writes all that the stream has. */
  public void writeAll(InputStream content) throws IOException {
    byte[] buffer = new byte[CHUNK];
    for (int length; (length = content.read(buffer)) > 0; ) {
      write(buffer, length);
    }
  }

  private void write(byte[] bytes, int length) throws IOException {
    for (int done = 0; done < length; ) {
      long address = Scratch.begin().bytes(bytes, done, length - done);
      done += (int) Kernel.call(Syscall.WRITE, name, descriptor, address, length - done);
    }
  }

  /** What is in the file from here on; closing the stream closes the file. */
  public InputStream input() {
    return new HandleInputStream(descriptor, name, CHUNK);
  }

  @Override
  public void close() throws IOException {
    Kernel.call(Syscall.CLOSE, name, descriptor);
  }
}
