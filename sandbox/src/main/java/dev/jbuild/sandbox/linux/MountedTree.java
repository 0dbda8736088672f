package dev.jbuild.sandbox.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jbuild.sandbox.linux.Mounts.Restriction;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Something mounted. Closing lets go of it; it stays mounted. */
public final class MountedTree implements AutoCloseable {
  /** Size of a {@code struct mount_attr}. */
  static final int ATTRIBUTES = 32;

  private final int descriptor;
  private final String name;

  MountedTree(int descriptor, String name) {
    this.descriptor = descriptor;
    this.name = name;
  }

  /** Forbids things from now on. */
  public void restrict(Restriction... restrictions) throws IOException {
    Scratch scratch = Scratch.begin();
    long empty = scratch.text("");
    long attributes = attributes(scratch, restrictions);
    int flags = Paths.EMPTY_PATH;
    Kernel.call(Syscall.MOUNT_SETATTR, name, descriptor, empty, flags, attributes, ATTRIBUTES);
  }

  /** The address of a {@code struct mount_attr}. */
  static long attributes(Scratch scratch, Restriction... restrictions) {
    MemorySegment attributes = scratch.allocate(ATTRIBUTES);
    attributes.fill((byte) 0);
    long set = 0;
    for (Restriction restriction : restrictions) {
      set |= restriction.flag();
    }
    attributes.set(JAVA_LONG, 0, set);
    return attributes.address();
  }

  @Override
  public void close() throws IOException {
    Kernel.call(Syscall.CLOSE, name, descriptor);
  }
}
