package dev.jbuild.sandbox.seccomp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;

/**
 * A program that puts itself under the filter and then becomes the program that its arguments name:
 * what {@code setpriv --seccomp-filter} does in util-linux 2.41 and later. Distributions have older
 * ones, and a JVM can't do it between the making of namespaces and the dropping of capabilities; so
 * it is written here, as an ELF file of one segment: headers, code, a {@code struct sock_fprog} and
 * the filter.
 */
public final class FilterLoader {
  private static final long BASE = 0x400000;
  private static final int FILE_HEADER = 64;
  private static final int SEGMENT_HEADER = 56;
  private static final int PROGRAM_HEADER = 16;
  private static final int INSTRUCTION = 8;
  private static final int PAGE = 0x10000;
  private static final int READ_AND_EXECUTE = 5;

  /**
   * Machine code for {@code if (seccomp(SECCOMP_SET_MODE_FILTER, 0, &program) == 0) {
   * execve(argv[1], argv + 1, envp); } exit(125)}.
   *
   * @param number of the machine in ELF files
   * @param addressAt where in the code the address of the filter program stands, in 32 bits
   */
  private record Machine(int number, int addressAt, String code) {
    static final Machine X86_64 =
        new Machine(
            62,
            1,
            """
            ba00000000 bf01000000 31f6 b83d010000 0f05 85c0 7516
            488d742410 488b3e 8b0424 488d14c6 b83b000000 0f05
            bf7d000000 b83c000000 0f05
            """);

    static final Machine ARM64 =
        new Machine(
            183,
            60,
            """
            e2010018 200080d2 010080d2 a82280d2 010000d4 e0000035
            e30340f9 e1430091 200040f9 220c038b a81b80d2 010000d4
            a00f80d2 a80b80d2 010000d4
            00000000
            """);

    byte[] bytes() {
      return HexFormat.of().parseHex(code.replaceAll("\\s", ""));
    }
  }

  private FilterLoader() {}

  /** Writes it for this machine; gives the file. */
  public static Path write(Path file) throws IOException {
    Machine machine = Abi.isArm() ? Machine.ARM64 : Machine.X86_64;
    Files.write(file, elf(machine, SeccompFilter.ofThisMachine().bytes()));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static byte[] elf(Machine machine, byte[] filter) {
    byte[] code = machine.bytes();
    int entry = FILE_HEADER + SEGMENT_HEADER;
    int program = (entry + code.length + INSTRUCTION - 1) & -INSTRUCTION;
    int size = program + PROGRAM_HEADER + filter.length;
    ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
    elf.putShort((short) 2).putShort((short) machine.number).putInt(1);
    elf.putLong(BASE + entry).putLong(FILE_HEADER).putLong(0).putInt(0);
    elf.putShort((short) FILE_HEADER).putShort((short) SEGMENT_HEADER).putShort((short) 1);
    elf.position(FILE_HEADER);
    elf.putInt(1).putInt(READ_AND_EXECUTE).putLong(0).putLong(BASE).putLong(BASE);
    elf.putLong(size).putLong(size).putLong(PAGE);
    elf.put(code).putInt(entry + machine.addressAt, (int) BASE + program);
    elf.position(program);
    elf.putLong(filter.length / INSTRUCTION).putLong(BASE + program + PROGRAM_HEADER);
    return elf.put(filter).array();
  }
}
