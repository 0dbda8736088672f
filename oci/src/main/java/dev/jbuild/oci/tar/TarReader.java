package dev.jbuild.oci.tar;

import dev.jbuild.oci.tree.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar exactly: every byte is accounted for. Knows ustar, PAX, star and GNU headers; refuses
 * sparse files and every type that is not in {@link TarType}.
 */
public final class TarReader {
  private static final char GLOBAL_PAX = 'g';
  private static final char GNU_LONG_NAME = 'L';
  private static final char GNU_LONG_LINK = 'K';
  private static final char GNU_VOLUME = 'V';
  private static final char GNU_SPARSE = 'S';

  private final InputStream in;
  private final TarLimits limits;
  private final PaxHeader global = new PaxHeader();
  private final byte[] scratch = new byte[1 << 16];
  private long position;
  private long entries;
  private long unread;
  private long contentLeft;
  private String current = "";

  /** Reads from {@code in} in pieces of all sizes, so it should be buffered; never closes it. */
  public TarReader(InputStream in, TarLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** Whether a tar starts with these bytes: whether they begin with a header, or with its end. */
  public static boolean isStart(byte[] bytes) {
    if (bytes.length < TarFormat.BLOCK) {
      return false;
    }
    byte[] block = Arrays.copyOf(bytes, TarFormat.BLOCK);
    return Arrays.equals(block, new byte[TarFormat.BLOCK]) || RawHeader.isHeader(block);
  }

  /**
   * The next entry; null after the last, when the whole stream was read. Skips what is left of the
   * entry before. Throws InvalidTarException for a tar that is cut short or malformed, or exceeds
   * the limits.
   */
  public @Nullable TarEntry next() throws IOException {
    skip();
    PaxHeader pax = global.copy();
    boolean extended = false;
    while (true) {
      RawHeader header = header();
      if (header == null) {
        if (extended) {
          throw new InvalidTarException(position, "the tar ends after an extended header");
        }
        return null;
      }
      if (!extend(header, pax)) {
        return entry(header, pax);
      }
      extended = true;
    }
  }

  /** The current entry's content; of use until {@link #next}. Closing it does nothing. */
  public InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        return readContent(bytes, from, length);
      }
    };
  }

  private int readContent(byte[] bytes, int from, int length) throws IOException {
    if (contentLeft == 0) {
      return length == 0 ? 0 : -1;
    }
    int count = in.read(bytes, from, (int) Math.min(length, contentLeft));
    if (count < 0) {
      throw truncated();
    }
    position += count;
    contentLeft -= count;
    unread -= count;
    return count;
  }

  /** Takes an extended header in; false if this is the entry itself. */
  private boolean extend(RawHeader header, PaxHeader pax) throws IOException {
    switch (header.flag()) {
      case 'x' -> pax.parse(extension(header), position);
      case GLOBAL_PAX -> {
        byte[] records = extension(header);
        global.parse(records, position);
        pax.parse(records, position);
      }
      case GNU_LONG_NAME -> pax.put("path", withoutNul(extension(header)));
      case GNU_LONG_LINK -> pax.put("linkpath", withoutNul(extension(header)));
      case GNU_VOLUME -> extension(header);
      default -> {
        return false;
      }
    }
    return true;
  }

  private TarEntry entry(RawHeader header, PaxHeader pax) throws IOException {
    String name = name(pax.text("path"), header.name());
    current = name;
    if (++entries > limits.entries()) {
      throw new InvalidTarException(name, "more than " + limits.entries() + " entries");
    }
    TarType type = type(header, name);
    if (pax.isSparse()) {
      throw sparse(name);
    }
    long declared = pax.number("size", header.number(TarFormat.SIZE, TarFormat.LONG_LENGTH), name);
    long size = type == TarType.REGULAR_FILE ? declared : 0;
    if (size < 0) {
      throw new InvalidTarException(name, "negative size " + size);
    }
    expect(size);
    return new TarEntry(
        type,
        name,
        type == TarType.SYMLINK || type == TarType.HARD_LINK
            ? name(pax.text("linkpath"), header.linkName())
            : "",
        metadata(header, pax, name),
        size,
        position,
        id(header.number(TarFormat.MAJOR, TarFormat.ID_LENGTH), "device number", name),
        id(header.number(TarFormat.MINOR, TarFormat.ID_LENGTH), "device number", name));
  }

  private static TarType type(RawHeader header, String name) throws InvalidTarException {
    return switch (header.flag()) {
      case '0', '\0', '7' -> name.endsWith("/") ? TarType.DIRECTORY : TarType.REGULAR_FILE;
      case '1' -> TarType.HARD_LINK;
      case '2' -> TarType.SYMLINK;
      case '3' -> TarType.CHARACTER_DEVICE;
      case '4' -> TarType.BLOCK_DEVICE;
      case '5' -> TarType.DIRECTORY;
      case '6' -> TarType.FIFO;
      case GNU_SPARSE -> throw sparse(name);
      default ->
          throw new InvalidTarException(name, "unknown type '" + header.flag() + "' of entry");
    };
  }

  private static Metadata metadata(RawHeader header, PaxHeader pax, String name)
      throws InvalidTarException {
    long uid = pax.number("uid", header.number(TarFormat.UID, TarFormat.ID_LENGTH), name);
    long gid = pax.number("gid", header.number(TarFormat.GID, TarFormat.ID_LENGTH), name);
    return new Metadata(
        (int) header.number(TarFormat.MODE, TarFormat.ID_LENGTH) & 07777,
        id(uid, "user id", name),
        id(gid, "group id", name),
        pax.mtime(header.number(TarFormat.MTIME, TarFormat.LONG_LENGTH), name),
        pax.xattrs());
  }

  private static int id(long number, String what, String name) throws InvalidTarException {
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new InvalidTarException(name, what + " out of range: " + number);
    }
    return (int) number;
  }

  private String name(@Nullable String extended, String plain) throws InvalidTarException {
    String name = extended == null ? plain : extended;
    if (name.indexOf('\0') >= 0) {
      throw new InvalidTarException(name.replace('\0', '?'), "a NUL in a name");
    }
    if (name.length() > limits.pathBytes()) {
      throw new InvalidTarException(
          name.substring(0, 100) + "…", "a name longer than " + limits.pathBytes() + " bytes");
    }
    return name;
  }

  /** The content of an extended header, with its padding read. */
  private byte[] extension(RawHeader header) throws IOException {
    long size = header.number(TarFormat.SIZE, TarFormat.LONG_LENGTH);
    if (size < 0 || size > limits.headerBytes()) {
      throw header.invalid(
          "extended header of " + size + " bytes, more than " + limits.headerBytes());
    }
    expect(size);
    byte[] content = content().readNBytes((int) size);
    skip();
    return content;
  }

  private static byte[] withoutNul(byte[] text) {
    int end = text.length;
    while (end > 0 && text[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(text, end);
  }

  private void expect(long size) {
    contentLeft = size;
    unread = size + TarFormat.padding(size);
  }

  private void skip() throws IOException {
    while (unread > 0) {
      int count = in.read(scratch, 0, (int) Math.min(scratch.length, unread));
      if (count < 0) {
        throw truncated();
      }
      position += count;
      unread -= count;
    }
    contentLeft = 0;
  }

  /** The next header; null at the end: two empty blocks, or nothing more. */
  private @Nullable RawHeader header() throws IOException {
    long offset = position;
    byte[] block = in.readNBytes(TarFormat.BLOCK);
    position += block.length;
    if (block.length == 0) {
      return null;
    }
    if (block.length < TarFormat.BLOCK) {
      throw truncated();
    }
    if (isEmpty(block, block.length)) {
      readEnd();
      return null;
    }
    return RawHeader.of(block, offset);
  }

  /** After the end only zeros may follow: others would be files to some readers but not to all. */
  private void readEnd() throws IOException {
    int count;
    while ((count = in.read(scratch)) >= 0) {
      if (!isEmpty(scratch, count)) {
        throw new InvalidTarException(position, "more data after the end of the tar");
      }
      position += count;
    }
  }

  private static boolean isEmpty(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private InvalidTarException truncated() {
    return new InvalidTarException(current, "the tar ends in or after this entry: truncated");
  }

  private static InvalidTarException sparse(String name) {
    return new InvalidTarException(
        name, "a sparse file, which is not supported: make the tar without --sparse");
  }
}
