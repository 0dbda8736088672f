package dev.jbuild.sandbox.runtime;

import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus.Kind;
import java.io.IOException;

/** The devices that a command has where none can be mounted. */
final class StandInDevices {
  private static final int FOR_ALL = 0666;

  private record Node(String name, int major, int minor) {}

  private static final Node[] NODES = {
    new Node("null", 1, 3),
    new Node("zero", 1, 5),
    new Node("full", 1, 7),
    new Node("random", 1, 8),
    new Node("urandom", 1, 9),
    new Node("tty", 5, 0),
  };

  private StandInDevices() {}

  /** Makes them, and a directory for memory that is shared, which is none. */
  static void fill(DirectoryHandle dev) throws IOException {
    for (Node node : NODES) {
      dev.makeNode(node.name, Kind.CHARACTER_DEVICE, FOR_ALL, node.major, node.minor);
      dev.chmod(node.name, FOR_ALL);
    }
    dev.makeDirectory("shm", 0);
    dev.chmod("shm", 01777);
  }
}
