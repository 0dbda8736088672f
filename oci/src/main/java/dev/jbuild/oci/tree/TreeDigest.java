package dev.jbuild.oci.tree;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.tree.FileTree.Node;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Names a set of files by what they are: type, path, mode, owner, size, link target, device number,
 * extended attributes and content, but not the time of change. Equal sets that are added in the
 * same order have equal digests.
 */
public final class TreeDigest {
  private static final String FORMAT = "tree-1";

  private final MessageDigest hasher = Digest.hasher();

  private TreeDigest() {
    text(FORMAT);
  }

  public static TreeDigest start() {
    return new TreeDigest();
  }

  /**
   * Digest of what is at {@code base} and below; paths count relative to it, so that a directory
   * has the same digest wherever it stands.
   */
  public static Digest of(FileTree tree, String base) {
    TreeDigest digest = start();
    tree.walk(base).forEach(node -> digest.add(relative(base, node), node.entry()));
    return digest.digest();
  }

  private static String relative(String base, Node node) {
    int skipped = base.isEmpty() || node.path().equals(base) ? base.length() : base.length() + 1;
    return node.path().substring(skipped);
  }

  /** Adds a file under the path that shall count; the entry's own path does not. */
  public TreeDigest add(String path, FileEntry entry) {
    text(path);
    Metadata metadata = entry.metadata();
    number(metadata.mode());
    number(metadata.uid());
    number(metadata.gid());
    number(metadata.xattrs().size());
    metadata.xattrs().forEach((name, value) -> text(name).text(value));
    switch (entry) {
      case RegularFile file -> text("file").number(file.size()).text(file.content().hex());
      case Directory _ -> text("directory");
      case Symlink link -> text("symlink").text(link.target());
      case HardLink link -> text("hardlink").text(link.target());
      case Device device ->
          text("device").text(device.kind().name()).number(device.major()).number(device.minor());
      case Fifo _ -> text("fifo");
    }
    return this;
  }

  /** The digest of all that was added; this object is of no more use then. */
  public Digest digest() {
    return Digest.of(hasher);
  }

  private TreeDigest text(String text) {
    byte[] bytes = FileNames.bytes(text);
    number(bytes.length);
    hasher.update(bytes);
    return this;
  }

  private TreeDigest number(long number) {
    hasher.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    return this;
  }
}
