package dev.jbuild.oci.compress.deflate;

/**
 * Encodes chunks of a stream independently of each other, but for the 32 KiB before them: the
 * outputs, one after the other, are one DEFLATE stream that lacks only its last block. Keeps its
 * tables between calls, but nothing that shows in the output. For one thread at a time.
 */
public final class ChunkEncoder {
  /** Bytes in every chunk but the last. */
  public static final int CHUNK = Format.CHUNK;

  /** Where the data begin in the array. */
  public static final int BASE = Format.BASE;

  /** Bytes of the chunk before that stand in the array before the data; none for the first. */
  public static final int WINDOW = Format.WINDOW;

  /** Length of the array that holds a chunk. */
  public static final int INPUT_LENGTH = Format.BASE + Format.CHUNK + Format.SLACK;

  /** Length of an array that holds the output for every chunk. */
  public static final int OUTPUT_LENGTH =
      Format.CHUNK + Format.BLOCK / 2 + 5 * (Format.CHUNK / (16 << 10) + 4) + 1024;

  private final Sequences sequences = new Sequences();
  private final MatchFinder finder = new MatchFinder(sequences);
  private final BitWriter writer = new BitWriter();
  private final BlockWriter blocks = new BlockWriter(sequences, writer);

  /**
   * Encodes the bytes from {@link #BASE} on.
   *
   * @param length of the data, 1 to {@link #CHUNK}
   * @param window how many bytes before the data are those that came before them in the stream
   * @return length of the output, which is whole bytes
   */
  public int encode(byte[] in, int length, int window, byte[] out) {
    writer.start(out);
    int low = Format.BASE - window;
    int end = Format.BASE + length;
    finder.start(in, low, Format.BASE);
    boolean stored = false;
    for (int at = Format.BASE; at < end; ) {
      int planned = Math.min(end, at + Format.BLOCK);
      int blockEnd = end - planned < Format.SHORTEST_REST ? end : planned;
      int parsed = finder.parse(in, at, blockEnd, end, low);
      stored = blocks.write(in, at, parsed);
      at = parsed;
    }
    if (!stored) {
      writer.putStoredHeader(0);
    }
    return writer.position;
  }
}
