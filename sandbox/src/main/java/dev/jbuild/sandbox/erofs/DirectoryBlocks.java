package dev.jbuild.sandbox.erofs;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.tree.FileNames;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The entries of a directory, sorted by the bytes of their names: the kernel looks for a name by
 * halving. A block has its entries first and then their names; the last ends with its last name.
 */
final class DirectoryBlocks implements InodeData {
  private static final int ENTRY = 12;

  /** By their bytes, which are compared without a sign. */
  private static final Comparator<Entry> ORDER =
      (one, other) -> Arrays.compareUnsigned(one.name, other.name);

  private final List<Entry> entries;
  private final List<Block> blocks;

  private static final class Entry {
    private final byte[] name;
    private final Node node;

    private Entry(String name, Node node) {
      this.name = FileNames.bytes(name);
      this.node = node;
    }
  }

  /**
   * Some of the entries.
   *
   * @param used bytes
   */
  private record Block(int from, int to, int used) {}

  private DirectoryBlocks(List<Entry> entries) {
    this.entries = entries;
    this.blocks = blocks(entries);
  }

  /** The directory's own. */
  static DirectoryBlocks of(Node.Folder folder, Node.Folder parent) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(".", folder));
    entries.add(new Entry("..", parent));
    folder.children().forEach((name, node) -> entries.add(new Entry(name, node)));
    entries.sort(ORDER);
    return new DirectoryBlocks(entries);
  }

  private static List<Block> blocks(List<Entry> entries) {
    ImmutableList.Builder<Block> blocks = ImmutableList.builder();
    int from = 0;
    int used = 0;
    for (int at = 0; at < entries.size(); at++) {
      int size = ENTRY + entries.get(at).name.length;
      if (used + size > Format.BLOCK) {
        blocks.add(new Block(from, at, used));
        from = at;
        used = 0;
      }
      used += size;
    }
    return blocks.add(new Block(from, entries.size(), used)).build();
  }

  /** What is in it, in order, without itself and its parent. */
  List<Node> children() {
    List<Node> children = new ArrayList<>();
    for (Entry entry : entries) {
      boolean isOwn = Arrays.equals(entry.name, new byte[] {'.'});
      boolean isParent = Arrays.equals(entry.name, new byte[] {'.', '.'});
      if (!isOwn && !isParent) {
        children.add(entry.node);
      }
    }
    return children;
  }

  @Override
  public long size() {
    return (long) (blocks.size() - 1) * Format.BLOCK + blocks.getLast().used;
  }

  @Override
  public byte[] bytes(ToLongFunction<Node> numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size())).order(ByteOrder.LITTLE_ENDIAN);
    int start = 0;
    for (Block block : blocks) {
      write(block, bytes, start, numbers);
      start += Format.BLOCK;
    }
    return bytes.array();
  }

  private void write(Block block, ByteBuffer bytes, int start, ToLongFunction<Node> numbers) {
    List<Entry> own = entries.subList(block.from, block.to);
    bytes.position(start);
    int nameOffset = own.size() * ENTRY;
    for (Entry entry : own) {
      bytes.putLong(numbers.applyAsLong(entry.node));
      bytes.putShort((short) nameOffset);
      bytes.put(entry.node.type().code());
      bytes.put((byte) 0);
      nameOffset += entry.name.length;
    }
    own.forEach(entry -> bytes.put(entry.name));
  }
}
