package dev.jbuild.oci.compress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** Compressed bytes: what is around the deflated data is read here (RFC 1952 2.3). */
final class GzipSource {
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 17];
  private int position;
  private int end;

  GzipSource(InputStream in) {
    this.in = in;
  }

  void readHeader() throws IOException {
    if (readShort() != MAGIC) {
      throw new ZipException("data after the end of the gzip stream");
    }
    if (readByte() != DEFLATE) {
      throw new ZipException("gzip with an unknown method of compression");
    }
    int flags = readByte();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(readShort());
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
  }

  /** Gives the inflater all that is at hand, at least one byte. */
  void feed(Inflater inflater) throws IOException {
    if (isAtEnd()) {
      throw new EOFException("the gzip data end early: truncated");
    }
    inflater.setInput(buffer, position, end - position);
    position = end;
  }

  /** Takes back what the inflater, having finished, did not need. */
  void takeBack(Inflater inflater) {
    position = end - inflater.getRemaining();
  }

  boolean isAtEnd() throws IOException {
    while (position == end) {
      position = 0;
      end = in.read(buffer);
      if (end < 0) {
        end = 0;
        return true;
      }
    }
    return false;
  }

  long readInt() throws IOException {
    return readShort() | ((long) readShort() << 16);
  }

  void close() throws IOException {
    in.close();
  }

  private int readShort() throws IOException {
    return readByte() | (readByte() << 8);
  }

  private int readByte() throws IOException {
    if (isAtEnd()) {
      throw new EOFException("the gzip data end early: truncated");
    }
    return buffer[position++] & 0xff;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      readByte();
    }
  }

  private void skipText() throws IOException {
    while (readByte() != 0) {
      // the text is of no interest
    }
  }
}
