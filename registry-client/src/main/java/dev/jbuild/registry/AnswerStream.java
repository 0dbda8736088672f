package dev.jbuild.registry;

import dev.jbuild.registry.transport.NetworkException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The rest of a blob on its way: exactly as many bytes as are missing, or an exception that says
 * what happened where.
 */
final class AnswerStream extends InputStream {
  private final InputStream in;
  private final long size;
  private final Call call;
  private long position;

  AnswerStream(InputStream in, long size, Call call) {
    this.in = in;
    this.size = size;
    this.call = call;
  }

  /** Says which byte of the blob the first one is. */
  void startsAt(long offset) {
    position = offset;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = readSome(target, offset, length);
    if (count < 0 && position < size) {
      throw corrupt("only " + position + " of " + size + " bytes");
    }
    position += Math.max(count, 0);
    if (position > size) {
      throw corrupt("more than the " + size + " bytes of its descriptor");
    }
    return count;
  }

  private int readSome(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (NetworkException e) {
      String where = " (after " + position + " of " + size + " bytes)";
      throw NetworkFailures.of(call.what() + where, call.request(), e);
    }
  }

  private RegistryException corrupt(String fact) {
    return new RegistryException.Corrupt(
        call.what() + ": " + call.request() + " gave " + fact + ": refused");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
