package dev.jbuild.oci.archive;

import dev.jbuild.oci.tar.TarWriter;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.FileTree.Node;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.RegularFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;

/** A whole root file system as one tar: all layers on each other, without whiteouts. */
public final class TarArchive {
  private static final int BUFFER_BYTES = 1 << 18;

  private final FileContents contents;
  private final TarWriter tar;
  private final HardLinks links = new HardLinks();
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private TarArchive(FileContents contents, OutputStream out) {
    this.contents = contents;
    this.tar = new TarWriter(out);
  }

  /**
   * Writes the tree, sorted, with owners, modes and times as they are; the root itself has no
   * entry, as in Docker's. Does not close the stream.
   */
  public static void write(FileTree tree, FileContents contents, OutputStream out)
      throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    TarArchive archive = new TarArchive(contents, buffered);
    Iterator<Node> nodes = tree.walk("").filter(node -> !node.path().isEmpty()).iterator();
    while (nodes.hasNext()) {
      archive.add(nodes.next());
    }
    archive.tar.finish();
    buffered.flush();
  }

  private void add(Node node) throws IOException {
    Optional<String> earlier =
        node.entry() instanceof Directory ? Optional.empty() : links.earlier(node);
    if (earlier.isPresent()) {
      tar.header(new HardLink(node.path(), node.entry().metadata(), earlier.get()));
    } else if (node.entry() instanceof RegularFile file) {
      file(node, file);
    } else {
      tar.header(node.entry());
    }
  }

  private void file(Node node, RegularFile file) throws IOException {
    tar.header(file);
    try (InputStream in = contents.open(node.layer(), file)) {
      long left = file.size();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        tar.write(buffer, 0, count);
        left -= count;
      }
      if (left != 0) {
        throw new IOException(file.path() + " ended " + left + " bytes too early");
      }
    }
  }
}
