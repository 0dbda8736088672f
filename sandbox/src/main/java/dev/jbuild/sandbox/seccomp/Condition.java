package dev.jbuild.sandbox.seccomp;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** What the first argument of a system call must be like. */
sealed interface Condition {
  int ENOSYS = 38;

  /** The flags of clone(2) that make new namespaces. */
  int NEW_NAMESPACES = 0x7e020000;

  /** Sockets to other virtual machines. */
  int AF_VSOCK = 40;

  /** Those of the allowed calls that have one. */
  ImmutableMap<String, Condition> BY_CALL =
      ImmutableMap.of(
          "clone", new NoneOf(NEW_NAMESPACES),
          "clone3", new Never(ENOSYS),
          "personality", new OneOf(ImmutableList.of(0, 8, 0x20000, 0x20008, 0xffffffff)),
          "socket", new Not(AF_VSOCK),
          "unshare", new OneOf(ImmutableList.of(0)));

  /** Has none of these bits. */
  record NoneOf(int bits) implements Condition {}

  /** Is another number. */
  record Not(int value) implements Condition {}

  /** Is one of these numbers. */
  record OneOf(ImmutableList<Integer> values) implements Condition {}

  /** The call is answered with an error of its own. */
  record Never(int errno) implements Condition {}
}
