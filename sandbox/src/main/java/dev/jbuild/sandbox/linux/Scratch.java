package dev.jbuild.sandbox.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A thread's native memory for the arguments of one system call. {@link #begin} forgets what the
 * last call put there.
 */
final class Scratch {
  /** Room for two paths of PATH_MAX, the largest xattr (64 KiB) and a little. */
  private static final int SIZE = 96 * 1024;

  private static final int WORD = 8;
  private static final ThreadLocal<Scratch> CURRENT = ThreadLocal.withInitial(Scratch::new);

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment callState = arena.allocate(Linker.Option.captureStateLayout());
  private final MemorySegment memory = arena.allocate(SIZE, WORD);
  private long used;

  static Scratch current() {
    return CURRENT.get();
  }

  static Scratch begin() {
    Scratch scratch = current();
    scratch.used = 0;
    return scratch;
  }

  MemorySegment callState() {
    return callState;
  }

  /** The address of a C string. */
  long text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    MemorySegment segment = allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
    segment.set(JAVA_BYTE, bytes.length, (byte) 0);
    return segment.address();
  }

  /** The address of a copy of these bytes. */
  long bytes(byte[] bytes, int offset, int length) {
    MemorySegment segment = allocate(length);
    MemorySegment.copy(bytes, offset, segment, JAVA_BYTE, 0, length);
    return segment.address();
  }

  /** Memory of this size; what is in it is undefined. */
  MemorySegment allocate(long size) {
    if (used + size > SIZE) {
      throw new IllegalArgumentException("a name or value is too long: " + size + " bytes");
    }
    MemorySegment segment = memory.asSlice(used, size);
    used = (used + size + WORD - 1) & -WORD;
    return segment;
  }
}
