package dev.jbuild.oci.compress;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Ways in which archives are compressed; told apart by their first bytes. */
public enum Decompression {
  GZIP(0x1f, 0x8b, 0x08),
  ZSTD(0x28, 0xb5, 0x2f, 0xfd),
  XZ(0xfd, '7', 'z', 'X', 'Z', 0),
  BZIP2('B', 'Z', 'h'),
  NONE;

  private static final int LONGEST_MAGIC = 6;
  private static final int BUFFER = 1 << 17;
  private static final int XZ_MEMORY_KIB = 256 << 10;

  private final byte[] magic;

  Decompression(int... magic) {
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
  }

  /** Content with the compression that it had. The stream ends where the compressed one ends. */
  public record Decompressed(Decompression compression, InputStream content) {}

  /** Looks at the first bytes and decompresses accordingly; what is not known is plain. */
  public static Decompressed open(InputStream in) throws IOException {
    PushbackInputStream start = new PushbackInputStream(in, LONGEST_MAGIC);
    byte[] head = start.readNBytes(LONGEST_MAGIC);
    start.unread(head);
    Decompression compression = of(head);
    return new Decompressed(compression, compression.decode(start));
  }

  private static Decompression of(byte[] head) {
    boolean skippable =
        head.length >= 4
            && (head[0] & 0xf0) == 0x50
            && head[1] == 0x2a
            && head[2] == 0x4d
            && head[3] == 0x18;
    return skippable
        ? ZSTD
        : Arrays.stream(values()).filter(each -> each.begins(head)).findFirst().orElse(NONE);
  }

  private boolean begins(byte[] head) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  private InputStream decode(InputStream in) throws IOException {
    return switch (this) {
      case GZIP -> new GZIPInputStream(in, BUFFER);
      case ZSTD -> new ZstdInputStreamNoFinalizer(in);
      case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case NONE -> in;
    };
  }
}
