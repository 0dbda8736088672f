package dev.jbuild.oci.compress;

import dev.jbuild.oci.compress.deflate.ChunkEncoder;
import java.util.zip.CRC32;

/** A piece of a stream on its way through the pipeline; its arrays are used again and again. */
final class Chunk {
  private final byte[] input = new byte[ChunkEncoder.INPUT_LENGTH];
  private final byte[] output = new byte[ChunkEncoder.OUTPUT_LENGTH];
  private int length;
  private int window;
  private int outputLength;
  private int crc;

  /** Empties the chunk, and lets it follow another, which is full. */
  void follow(Chunk before) {
    length = 0;
    window = ChunkEncoder.WINDOW;
    int end = ChunkEncoder.BASE + before.length;
    System.arraycopy(
        before.input, end - window, input, ChunkEncoder.BASE - window, ChunkEncoder.WINDOW);
  }

  /** Takes as many of the bytes as there is room for, and says how many. */
  int fill(byte[] bytes, int from, int count) {
    int taken = Math.min(count, ChunkEncoder.CHUNK - length);
    System.arraycopy(bytes, from, input, ChunkEncoder.BASE + length, taken);
    length += taken;
    return taken;
  }

  boolean isFull() {
    return length == ChunkEncoder.CHUNK;
  }

  boolean isEmpty() {
    return length == 0;
  }

  void encode(ChunkEncoder encoder) {
    CRC32 checksum = new CRC32();
    checksum.update(input, ChunkEncoder.BASE, length);
    crc = (int) checksum.getValue();
    outputLength = encoder.encode(input, length, window, output);
  }

  /** Length of the data in bytes. */
  int length() {
    return length;
  }

  int crc() {
    return crc;
  }

  byte[] output() {
    return output;
  }

  int outputLength() {
    return outputLength;
  }
}
