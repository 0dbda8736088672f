package dev.jbuild.sandbox.erofs;

import dev.jbuild.oci.tree.FileNames;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Extended attributes as they stand behind an inode. */
final class AttributeTable {
  private static final int HEADER = 12;
  private static final int ENTRY_HEADER = 4;
  private static final int ALIGNMENT = 4;

  private AttributeTable() {}

  /** Nothing for no attributes. */
  static byte[] of(Map<String, String> attributes) {
    if (attributes.isEmpty()) {
      return new byte[0];
    }
    int size = HEADER;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      size += aligned(ENTRY_HEADER + name(attribute).length + attribute.getValue().length());
    }
    ByteBuffer table = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    table.position(HEADER);
    attributes.entrySet().forEach(attribute -> add(table, attribute));
    return table.array();
  }

  private static void add(ByteBuffer table, Map.Entry<String, String> attribute) {
    byte[] name = name(attribute);
    byte[] value = attribute.getValue().getBytes(StandardCharsets.ISO_8859_1);
    table.put((byte) name.length);
    table.put(prefix(attribute).number());
    table.putShort((short) value.length);
    table.put(name).put(value);
    table.position(aligned(table.position()));
  }

  private static AttributePrefix prefix(Map.Entry<String, String> attribute) {
    return AttributePrefix.of(attribute.getKey()).orElseThrow();
  }

  private static byte[] name(Map.Entry<String, String> attribute) {
    return FileNames.bytes(prefix(attribute).rest(attribute.getKey()));
  }

  private static int aligned(int size) {
    return (size + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** What the inode says of a table of that size. */
  static short count(byte[] table) {
    return (short) (table.length == 0 ? 0 : 1 + (table.length - HEADER) / ALIGNMENT);
  }
}
