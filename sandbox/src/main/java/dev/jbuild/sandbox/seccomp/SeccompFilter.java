package dev.jbuild.sandbox.seccomp;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import java.io.IOException;

/**
 * Docker's default profile as a filter for the kernel, for what runs without libseccomp.
 *
 * <p>Numbers beyond the last known one are answered with ENOSYS, so that programs fall back to
 * older calls; all else that is not allowed with EPERM.
 */
final class SeccompFilter {
  static final int ALLOW = 0x7fff0000;
  static final int REFUSE = 0x00050001;
  static final int UNKNOWN = error(Condition.ENOSYS);

  /** Where the kernel says which call it is, of which ABI, with which first argument. */
  static final int NUMBER = 0;

  static final int ABI = 4;
  static final int FIRST_ARGUMENT = 16;

  /** The program unshare calls unshare(2) even when nothing is to be unshared. */
  private static final SystemCall UNSHARE =
      new SystemCall("unshare", ImmutableMap.of(Abi.X86_64, 272, Abi.I386, 310, Abi.ARM64, 97));

  private final ImmutableList<SystemCall> calls;

  private SeccompFilter(ImmutableList<SystemCall> calls) {
    this.calls = calls;
  }

  /** The filter for programs of this machine; others get ENOSYS for every call. */
  static FilterProgram ofThisMachine() throws IOException {
    ImmutableList<SystemCall> calls =
        ImmutableList.<SystemCall>builder().addAll(SystemCall.allowed()).add(UNSHARE).build();
    SeccompFilter filter = new SeccompFilter(calls);
    FilterProgram program = new FilterProgram().load(ABI);
    for (Abi abi : Abi.ofThisMachine()) {
      program.ifEqual(abi.auditNumber(), filter.section(abi));
    }
    return program.give(UNKNOWN);
  }

  private FilterProgram section(Abi abi) {
    FilterProgram section = new FilterProgram().load(NUMBER);
    TreeRangeSet<Integer> allowed = TreeRangeSet.create();
    int last = 0;
    for (SystemCall call : calls) {
      Integer number = call.numbers().get(abi);
      if (number == null) {
        continue;
      }
      last = Math.max(last, number);
      if (call.condition().isPresent()) {
        section.ifEqual(number, conditional(call.condition().get()));
      } else {
        allowed.add(Range.singleton(number).canonical(DiscreteDomain.integers()));
      }
    }
    section.ifAtLeast(last + 1, UNKNOWN);
    allowed.asDescendingSetOfRanges().forEach(range -> add(section, range));
    return section.give(REFUSE);
  }

  /** The ranges come from the highest to the lowest. */
  private static void add(FilterProgram section, Range<Integer> range) {
    ContiguousSet<Integer> numbers = ContiguousSet.create(range, DiscreteDomain.integers());
    section.ifAtLeast(numbers.last() + 1, REFUSE).ifAtLeast(numbers.first(), ALLOW);
  }

  private static FilterProgram conditional(Condition condition) {
    FilterProgram program = new FilterProgram().load(FIRST_ARGUMENT);
    return switch (condition) {
      case Condition.NoneOf(int bits) -> program.ifAnyBit(bits, REFUSE).give(ALLOW);
      case Condition.Not(int value) -> program.ifEqual(value, REFUSE).give(ALLOW);
      case Condition.OneOf(ImmutableList<Integer> values) -> {
        values.forEach(value -> program.ifEqual(value, ALLOW));
        yield program.give(REFUSE);
      }
      case Condition.Never(int errno) -> program.give(error(errno));
    };
  }

  private static int error(int errno) {
    return 0x00050000 | errno;
  }
}
