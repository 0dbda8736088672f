package dev.jbuild.oci.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** Ways in which archives are compressed; told apart by their first bytes. */
public enum Decompression {
  GZIP(0x1f, 0x8b, 0x08),
  ZSTD(0x28, 0xb5, 0x2f, 0xfd),
  XZ(0xfd, '7', 'z', 'X', 'Z', 0),
  BZIP2('B', 'Z', 'h', Decompression.ANY, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59),
  NONE;

  private static final int ANY = -1;
  private static final int LONGEST_MAGIC = 10;

  /** A frame that zstd readers skip; some tools start with one. */
  private static final byte[] ZSTD_SKIPPABLE = {0x2a, 0x4d, 0x18};

  /** What an xz stream may make its reader allocate. */
  private static final int XZ_MEMORY_KIB = 256 << 10;

  private final int[] magic;

  Decompression(int... magic) {
    this.magic = magic;
  }

  /**
   * Content, with the compression that it had.
   *
   * @param content ends where the compressed stream ends; closing it frees memory, and does not
   *     close the stream it comes from
   */
  public record Decompressed(Decompression compression, InputStream content)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      content.close();
    }
  }

  /** Looks at the first bytes and decompresses accordingly; what is not known is plain. */
  public static Decompressed open(InputStream in) throws IOException {
    PushbackInputStream start = new PushbackInputStream(new Unclosed(in), LONGEST_MAGIC);
    byte[] head = start.readNBytes(LONGEST_MAGIC);
    start.unread(head);
    Decompression compression = of(head);
    return new Decompressed(compression, compression.decode(start));
  }

  /** What the first bytes say; ten are enough. */
  public static Decompression of(byte[] head) {
    boolean skippable =
        head.length >= 4
            && (head[0] & 0xf0) == 0x50
            && Arrays.equals(head, 1, 4, ZSTD_SKIPPABLE, 0, 3);
    return skippable
        ? ZSTD
        : Arrays.stream(values()).filter(each -> each.begins(head)).findFirst().orElse(NONE);
  }

  /** Whether content could not be read because it would take more memory than it may have. */
  public static boolean isForWantOfMemory(IOException failure) {
    return failure instanceof MemoryLimitException
        || (failure instanceof ZstdIOException zstd
            && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge());
  }

  private boolean begins(byte[] head) {
    return head.length >= magic.length
        && IntStream.range(0, magic.length)
            .allMatch(i -> magic[i] == ANY || magic[i] == (head[i] & 0xff));
  }

  private InputStream decode(InputStream in) throws IOException {
    return switch (this) {
      case GZIP -> new GzipInputStream(in);
      case ZSTD -> new ZstdInputStreamNoFinalizer(in);
      case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case NONE -> in;
    };
  }

  /** Leaves the closing to whom the stream belongs. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return in.read(bytes, from, length);
    }

    @Override
    public void close() {}
  }
}
