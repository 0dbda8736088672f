package dev.jbuild.sandbox.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter says of every call what the list says. */
class SeccompFilterTest {
  private static final int ALLOW = SeccompFilter.ALLOW;
  private static final int EPERM = SeccompFilter.REFUSE;
  private static final int ENOSYS = SeccompFilter.UNKNOWN;
  private static final int BEYOND = 600;

  @Test
  void allowsWhatIsInTheListAndNothingElse() throws Exception {
    Abi abi = Abi.ofThisMachine().getFirst();
    Map<Integer, SystemCall> allowed = new HashMap<>();
    int last = 0;
    for (SystemCall call : SystemCall.allowed()) {
      Integer number = call.numbers().get(abi);
      if (number != null) {
        allowed.put(number, call);
        last = Math.max(last, number);
      }
    }
    for (int number = 0; number < BEYOND; number++) {
      SystemCall call = allowed.get(number);
      if (call == null && !isUnshare(abi, number)) {
        assertThat(verdict(abi, number, 0))
            .as("%d", number)
            .isEqualTo(number > last ? ENOSYS : EPERM);
      } else if (call != null && call.condition().isEmpty()) {
        assertThat(verdict(abi, number, -1)).as(call.name()).isEqualTo(ALLOW);
      }
    }
  }

  private static boolean isUnshare(Abi abi, int number) {
    return number == (abi == Abi.ARM64 ? 97 : 272);
  }

  @Test
  void looksAtTheFirstArgument() throws Exception {
    Abi abi = Abi.ofThisMachine().getFirst();
    assertThat(verdict(abi, number("clone", abi), 0x01200011)).isEqualTo(ALLOW);
    assertThat(verdict(abi, number("clone", abi), 0x10000011)).isEqualTo(EPERM);
    assertThat(verdict(abi, number("clone3", abi), 0)).isEqualTo(ENOSYS);
    assertThat(verdict(abi, number("socket", abi), 2)).isEqualTo(ALLOW);
    assertThat(verdict(abi, number("socket", abi), 40)).isEqualTo(EPERM);
    assertThat(verdict(abi, number("personality", abi), 0x20008)).isEqualTo(ALLOW);
    assertThat(verdict(abi, number("personality", abi), 0x0040000)).isEqualTo(EPERM);
  }

  /** Programs of another ABI have other numbers: they must not be taken for these. */
  @ParameterizedTest
  @EnumSource
  void knowsAbisApart(Abi abi) throws Exception {
    int getpid = number("getpid", abi);
    boolean isHere = Abi.ofThisMachine().contains(abi);
    assertThat(verdict(abi, getpid, 0)).isEqualTo(isHere ? ALLOW : ENOSYS);
    assertThat(verdict(abi, 0x40000000 | getpid, 0)).as("x32").isEqualTo(ENOSYS);
  }

  private static int number(String name, Abi abi) throws Exception {
    return SystemCall.allowed().stream()
        .filter(call -> call.name().equals(name))
        .findFirst()
        .flatMap(call -> java.util.Optional.ofNullable(call.numbers().get(abi)))
        .orElseThrow();
  }

  /** Runs the filter as the kernel would. */
  private static int verdict(Abi abi, int number, int argument) throws Exception {
    ByteBuffer program =
        ByteBuffer.wrap(SeccompFilter.ofThisMachine().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int word = 0;
    for (int at = 0; ; at++) {
      int code = program.getShort(at * 8);
      int operand = program.getInt(at * 8 + 4);
      int ifTrue = Byte.toUnsignedInt(program.get(at * 8 + 2));
      int ifFalse = Byte.toUnsignedInt(program.get(at * 8 + 3));
      switch (code) {
        case 0x20 -> word = operand == 0 ? number : operand == 4 ? abi.auditNumber() : argument;
        case 0x05 -> at += operand;
        case 0x15 -> at += word == operand ? ifTrue : ifFalse;
        case 0x35 -> at += Integer.compareUnsigned(word, operand) >= 0 ? ifTrue : ifFalse;
        case 0x45 -> at += (word & operand) != 0 ? ifTrue : ifFalse;
        case 0x06 -> {
          return operand;
        }
        default -> throw new AssertionError("instruction " + code);
      }
    }
  }
}
