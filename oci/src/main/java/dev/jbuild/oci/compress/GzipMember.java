package dev.jbuild.oci.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts encoded chunks together to one gzip member (RFC 1952). */
final class GzipMember {
  /** Deflate, no flags, no time, "fastest", unknown system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

  /** An empty last block with fixed codes. */
  private static final byte[] LAST_BLOCK = {3, 0};

  private final OutputStream out;
  private int crc;
  private long length;

  GzipMember(OutputStream out) {
    this.out = out;
  }

  void start() throws IOException {
    out.write(HEADER);
  }

  void add(Chunk chunk) throws IOException {
    out.write(chunk.output(), 0, chunk.outputLength());
    crc = Crc32Combination.combine(crc, chunk.crc(), chunk.length());
    length += chunk.length();
  }

  void finish() throws IOException {
    ByteBuffer trailer = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    out.write(trailer.put(LAST_BLOCK).putInt(crc).putInt((int) length).array());
  }
}
