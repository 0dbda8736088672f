package dev.jbuild.sandbox;

import static com.google.common.io.BaseEncoding.base16;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** A program that needs nothing of its root and does nothing but exit with 0. */
final class TinyProgram {
  private static final int HEADER = 64;
  private static final int SEGMENT = 56;
  private static final int START = HEADER + SEGMENT;
  private static final long ADDRESS = 0x400000;
  private static final int READ_AND_EXECUTE = 5;

  private TinyProgram() {}

  /** The program for this machine; empty for processors that nobody wrote it for. */
  static Optional<byte[]> forThisMachine() {
    return switch (System.getProperty("os.arch")) {
      // mov eax, 60; xor edi, edi; syscall
      case "amd64" -> Optional.of(program(62, "b83c00000031ff0f05"));
      // mov x8, #93; mov x0, #0; svc #0
      case "aarch64" -> Optional.of(program(183, "a80b80d2000080d2010000d4"));
      default -> Optional.empty();
    };
  }

  /** An ELF file of one segment. */
  private static byte[] program(int machine, String code) {
    byte[] instructions = base16().lowerCase().decode(code);
    int size = START + instructions.length;
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.put(base16().lowerCase().decode("7f454c46020101000000000000000000"));
    file.putShort((short) 2).putShort((short) machine).putInt(1); // executable, version
    file.putLong(ADDRESS + START).putLong(HEADER).putLong(0); // entry, segments, no sections
    file.putInt(0).putShort((short) HEADER).putShort((short) SEGMENT).putShort((short) 1);
    file.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    file.putInt(1).putInt(READ_AND_EXECUTE); // a segment to be loaded
    file.putLong(0).putLong(ADDRESS).putLong(ADDRESS).putLong(size).putLong(size).putLong(0x1000);
    return file.put(instructions).array();
  }
}
