package dev.jbuild.sandbox.erofs;

import dev.jbuild.oci.tree.Metadata;
import java.util.HashMap;
import java.util.Map;

/** A file of a layer, under as many names as it has. Two nodes are the same if they are one. */
sealed interface Node {
  Type type();

  Metadata metadata();

  /** What kinds of files there are, by their codes in directories and in modes. */
  enum Type {
    REGULAR(1, 0100000),
    DIRECTORY(2, 0040000),
    CHARACTER_DEVICE(3, 0020000),
    BLOCK_DEVICE(4, 0060000),
    FIFO(5, 0010000),
    SYMLINK(7, 0120000);

    private final int code;
    private final int modeBits;

    Type(int code, int modeBits) {
      this.code = code;
      this.modeBits = modeBits;
    }

    byte code() {
      return (byte) code;
    }

    int modeBits() {
      return modeBits;
    }
  }

  /**
   * A file with content.
   *
   * @param offset of the content in the tar
   */
  record Regular(Metadata metadata, long size, long offset) implements Node {
    @Override
    public Type type() {
      return Type.REGULAR;
    }
  }

  /** A symbolic link. */
  record Link(Metadata metadata, String target) implements Node {
    @Override
    public Type type() {
      return Type.SYMLINK;
    }
  }

  /** A device, which 0:0 makes a removal, or a fifo. */
  record Special(Metadata metadata, Type type, int major, int minor) implements Node {
    boolean isWhiteout() {
      return type == Type.CHARACTER_DEVICE && major == 0 && minor == 0;
    }
  }

  /** A directory, which changes while entries come. */
  final class Folder implements Node {
    private final Map<String, Node> children = new HashMap<>();
    private Metadata metadata;

    Folder(Metadata metadata) {
      this.metadata = metadata;
    }

    @Override
    public Type type() {
      return Type.DIRECTORY;
    }

    @Override
    public Metadata metadata() {
      return metadata;
    }

    void describe(Metadata next) {
      metadata = next;
    }

    Map<String, Node> children() {
      return children;
    }
  }
}
