package dev.jbuild.sandbox.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A program of the kernel's packet filter language (classic BPF), as seccomp runs it. */
final class FilterProgram {
  private static final int LOAD = 0x20;
  private static final int JUMP = 0x05;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;
  private static final int INSTRUCTION_BYTES = 8;

  private record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

  private final List<Instruction> instructions = new ArrayList<>();

  /** Loads a word of what the kernel tells of the call. */
  FilterProgram load(int offset) {
    return add(LOAD, 0, 0, offset);
  }

  /** Ends with the verdict when the loaded word is this one. */
  FilterProgram ifEqual(int value, int verdict) {
    return add(JUMP_IF_EQUAL, 0, 1, value).give(verdict);
  }

  /** Ends with the verdict when the loaded word is not smaller, both without a sign. */
  FilterProgram ifAtLeast(int value, int verdict) {
    return add(JUMP_IF_AT_LEAST, 0, 1, value).give(verdict);
  }

  /** Ends with the verdict when the loaded word has any of these bits. */
  FilterProgram ifAnyBit(int bits, int verdict) {
    return add(JUMP_IF_ANY_BIT, 0, 1, bits).give(verdict);
  }

  /** Adds another program, to be run when the loaded word is this one. */
  FilterProgram ifEqual(int value, FilterProgram other) {
    return add(JUMP_IF_EQUAL, 1, 0, value).add(JUMP, 0, 0, other.length()).addAll(other);
  }

  /** Ends with a verdict. */
  FilterProgram give(int verdict) {
    return add(RETURN, 0, 0, verdict);
  }

  private FilterProgram add(int code, int ifTrue, int ifFalse, int operand) {
    instructions.add(new Instruction(code, ifTrue, ifFalse, operand));
    return this;
  }

  private FilterProgram addAll(FilterProgram other) {
    instructions.addAll(other.instructions);
    return this;
  }

  int length() {
    return instructions.size();
  }

  /** An array of {@code struct sock_filter}. */
  byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(length() * INSTRUCTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Instruction one : instructions) {
      bytes.putShort((short) one.code).put((byte) one.ifTrue).put((byte) one.ifFalse);
      bytes.putInt(one.operand);
    }
    return bytes.array();
  }
}
