package dev.jbuild.sandbox.erofs;

import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.layer.InvalidLayerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A layer's file system, which is mounted together with the layer's uncompressed tar. */
public final class ErofsImage {
  /** Blocks have numbers of 32 bits: that is 2 TiB. */
  private static final long LARGEST_TAR = (0xffff_ffffL - 1) << Format.BLOCK_BITS;

  private ErofsImage() {}

  /**
   * Writes the image: the same bytes for the same layer. Does not close the stream.
   *
   * @param tarBytes size of the uncompressed tar
   */
  public static void write(LayerTree tree, DiffId id, long tarBytes, OutputStream out)
      throws IOException {
    if (tarBytes > LARGEST_TAR) {
      throw new InvalidLayerException("larger than " + LARGEST_TAR + " bytes");
    }
    Layout layout = Layout.of(tree.root());
    Superblock superblock =
        new Superblock(
            id,
            layout.number(tree.root()),
            layout.order().size(),
            Format.blocks(layout.end()),
            Format.blocks(tarBytes));
    PaddedOutput padded = new PaddedOutput(out);
    padded.write(superblock.bytes());
    writeInodes(layout, padded);
    for (Inode inode : layout.order()) {
      if (inode.hasBlocks()) {
        padded.padTo(Format.aligned(padded.position(), Format.BLOCK));
        padded.write(inode.data().bytes(layout::number));
      }
    }
    padded.padTo(Format.aligned(layout.end(), Format.BLOCK));
  }

  private static void writeInodes(Layout layout, PaddedOutput out) throws IOException {
    int serial = 1;
    for (Inode inode : layout.order()) {
      out.padTo(inode.position());
      out.write(inode.bytes(serial++, layout::number));
    }
  }

  /** Whether both are there in full, and the image is this layer's. */
  public static boolean isWhole(Path image, DiffId id, Path tar) throws IOException {
    try {
      return Superblock.isOf(image, id, Format.blocks(Files.size(tar)));
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
