package dev.jbuild.sandbox.erofs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.function.ToLongFunction;

/** What the image says of a node, and where. */
final class Inode {
  private static final int EXTENDED = 1;
  private static final int PLAIN = 0 << 1;
  private static final int INLINE = 2 << 1;
  private static final int CHUNKED = 4 << 1;
  private static final int NO_BLOCK = -1;

  private final Node node;
  private final InodeData data;
  private final byte[] attributes;
  private long position;
  private int dataBlock = NO_BLOCK;
  private int links;

  Inode(Node node, InodeData data) {
    this.node = node;
    this.data = data;
    this.attributes = AttributeTable.of(node.metadata().xattrs());
  }

  InodeData data() {
    return data;
  }

  /** Whether its data stand behind it, in the same block. */
  boolean isInline() {
    return data.size() > 0 && Format.INODE + attributes.length + data.size() <= Format.BLOCK;
  }

  /** Whether its data have blocks of their own. */
  boolean hasBlocks() {
    return data.size() > 0 && !isInline();
  }

  /** With all that stands behind it. */
  int size() {
    int table = Format.INODE + attributes.length;
    return switch (node) {
      case Node.Regular file when file.size() > 0 ->
          (int) Format.aligned(table, Chunks.ENTRY) + Chunks.of(file.size()).count() * Chunks.ENTRY;
      case Node _ -> table + (isInline() ? (int) data.size() : 0);
    };
  }

  /** How much of it must be in one block. */
  int whole() {
    return isInline() ? size() : Format.INODE;
  }

  void placeAt(long next) {
    position = next;
  }

  void placeDataAt(int block) {
    dataBlock = block;
  }

  long position() {
    return position;
  }

  long number() {
    return position / Format.INODE_SLOT;
  }

  /** Counts a name. */
  void link() {
    links++;
  }

  /**
   * Its bytes.
   *
   * @param serial for programs that take numbers of 32 bits only
   */
  byte[] bytes(int serial, ToLongFunction<Node> numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) (EXTENDED | layout()));
    bytes.putShort(AttributeTable.count(attributes));
    bytes.putShort((short) (node.type().modeBits() | node.metadata().mode()));
    bytes.putShort((short) 0);
    bytes.putLong(contentSize());
    bytes.putInt(place());
    bytes.putInt(serial);
    bytes.putInt(node.metadata().uid());
    bytes.putInt(node.metadata().gid());
    Instant time = node.metadata().mtime();
    bytes.putLong(time.getEpochSecond());
    bytes.putInt(time.getNano());
    bytes.putInt(links);
    bytes.position(Format.INODE).put(attributes);
    if (isInline()) {
      bytes.put(data.bytes(numbers));
    } else if (node instanceof Node.Regular file && file.size() > 0) {
      bytes.position((int) Format.aligned(bytes.position(), Chunks.ENTRY));
      Chunks.of(file.size()).write(file.offset(), bytes);
    }
    return bytes.array();
  }

  private int layout() {
    if (node instanceof Node.Regular file && file.size() > 0) {
      return CHUNKED;
    }
    return isInline() ? INLINE : PLAIN;
  }

  private long contentSize() {
    return node instanceof Node.Regular file ? file.size() : data.size();
  }

  /** A field of many meanings. */
  private int place() {
    return switch (node) {
      case Node.Regular file when file.size() > 0 -> Chunks.of(file.size()).format();
      case Node.Special special ->
          (special.minor() & 0xff) | (special.major() << 8) | ((special.minor() & ~0xff) << 12);
      case Node _ -> dataBlock;
    };
  }
}
