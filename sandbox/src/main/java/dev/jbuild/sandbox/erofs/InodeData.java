package dev.jbuild.sandbox.erofs;

import dev.jbuild.oci.tree.FileNames;
import java.util.function.ToLongFunction;

/** What the image itself holds of a file: the entries of a directory, the target of a link. */
interface InodeData {
  /** Of files whose content is in the tar, and of those that have none. */
  InodeData NONE =
      new InodeData() {
        @Override
        public long size() {
          return 0;
        }

        @Override
        public byte[] bytes(ToLongFunction<Node> numbers) {
          return new byte[0];
        }
      };

  /** In bytes; known before any inode has its number. */
  long size();

  /**
   * The data.
   *
   * @param numbers gives inodes their numbers
   */
  byte[] bytes(ToLongFunction<Node> numbers);

  /** A link's. */
  static InodeData of(Node.Link link) {
    byte[] target = FileNames.bytes(link.target());
    return new InodeData() {
      @Override
      public long size() {
        return target.length;
      }

      @Override
      public byte[] bytes(ToLongFunction<Node> numbers) {
        return target;
      }
    };
  }
}
