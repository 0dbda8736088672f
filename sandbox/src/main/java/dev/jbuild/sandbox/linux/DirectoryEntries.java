package dev.jbuild.sandbox.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads {@code struct linux_dirent64}s. */
final class DirectoryEntries {
  private static final int BUFFER = 32 * 1024;
  private static final int LENGTH_OFFSET = 16;
  private static final int NAME_OFFSET = 19;

  private DirectoryEntries() {}

  static List<String> read(int descriptor, String path) throws IOException {
    List<String> names = new ArrayList<>();
    MemorySegment memory = Scratch.begin().allocate(BUFFER);
    for (long end; (end = fill(descriptor, path, memory)) > 0; ) {
      for (long at = 0; at < end; at += memory.get(JAVA_SHORT_UNALIGNED, at + LENGTH_OFFSET)) {
        names.add(name(memory, at + NAME_OFFSET, path));
      }
    }
    names.removeAll(List.of(".", ".."));
    Collections.sort(names);
    return names;
  }

  private static long fill(int descriptor, String path, MemorySegment memory)
      throws SyscallException {
    return Kernel.call(Syscall.GETDENTS64, path, descriptor, memory.address(), BUFFER);
  }

  private static String name(MemorySegment memory, long start, String path) throws IOException {
    long end = start;
    while (memory.get(JAVA_BYTE, end) != 0) {
      end++;
    }
    byte[] bytes = memory.asSlice(start, end - start).toArray(JAVA_BYTE);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      throw new IOException(
          "a file name in " + path + " is not UTF-8: \"" + text + "\" (as Latin-1): rename it", e);
    }
  }
}
