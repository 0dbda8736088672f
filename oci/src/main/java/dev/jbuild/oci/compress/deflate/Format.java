package dev.jbuild.oci.compress.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The encoder's constants. */
final class Format {
  /** Bytes of input in a chunk; all but the last chunk of a stream have that many. */
  static final int CHUNK = 256 << 10;

  /** How far back a match may reach, and how much of the chunk before is seen again. */
  static final int WINDOW = 32 << 10;

  /** Where a chunk's data start in its array: no candidate position is ever negative. */
  static final int BASE = 64 << 10;

  /** Bytes behind the data that are read, but never count. */
  static final int SLACK = 16;

  /** Bytes of input in a block, but for the last, which takes a short rest in. */
  static final int BLOCK = 64 << 10;

  static final int SHORTEST_REST = BLOCK / 4;

  static final int LONGEST_MATCH = 258;

  /** Bytes at the end of a chunk that are never matched, so that no match can pass the end. */
  static final int LITERAL_TAIL = 280;

  static final int LITERALS = 286;
  static final int DISTANCES = 30;
  static final int END_OF_BLOCK = 256;
  static final int FIRST_LENGTH = 257;

  /** Longest code, so that four literals, or a match, fit into 57 bits. */
  static final int LONGEST_CODE = 14;

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Format() {}
}
