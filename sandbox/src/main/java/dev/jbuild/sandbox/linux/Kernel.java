package dev.jbuild.sandbox.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Calls into Linux, all of them through {@code syscall(2)}. */
final class Kernel {
  /** One handle for all calls: the kernel ignores arguments beyond those a call takes. */
  private static final MethodHandle SYSCALL = link();

  private static final long ERRNO =
      Linker.Option.captureStateLayout().byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private Kernel() {}

  @SuppressWarnings("restricted")
  private static MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(1));
  }

  static long call(Syscall call, String subject, long a) throws SyscallException {
    return call(call, subject, a, 0, 0, 0, 0);
  }

  static long call(Syscall call, String subject, long a, long b) throws SyscallException {
    return call(call, subject, a, b, 0, 0, 0);
  }

  static long call(Syscall call, String subject, long a, long b, long c) throws SyscallException {
    return call(call, subject, a, b, c, 0, 0);
  }

  static long call(Syscall call, String subject, long a, long b, long c, long d)
      throws SyscallException {
    return call(call, subject, a, b, c, d, 0);
  }

  /**
   * Makes the call.
   *
   * @param subject what it is about, for the error
   * @return what the call returns, never -1
   */
  static long call(Syscall call, String subject, long a, long b, long c, long d, long e)
      throws SyscallException {
    MemorySegment state = Scratch.current().callState();
    long result = invoke(state, call.number(), a, b, c, d, e);
    if (result == -1) {
      throw new SyscallException(call, subject, state.get(JAVA_INT, ERRNO));
    }
    return result;
  }

  private static long invoke(
      MemorySegment state, long number, long a, long b, long c, long d, long e) {
    try {
      return (long) SYSCALL.invokeExact(state, number, a, b, c, d, e, 0L);
    } catch (RuntimeException | Error unexpected) {
      throw unexpected;
    } catch (Throwable impossible) {
      throw new LinkageError("syscall(2) throws nothing", impossible);
    }
  }
}
