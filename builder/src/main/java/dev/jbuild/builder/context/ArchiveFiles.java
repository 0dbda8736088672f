package dev.jbuild.builder.context;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteStreams;
import dev.jbuild.oci.layer.Content;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.LayerIndex;
import dev.jbuild.oci.tree.RegularFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of an archive as a source, read from an uncompressed copy of it: nothing is unpacked.
 * Links stay within the archive, as for a process that has it as its root.
 */
public final class ArchiveFiles {
  private static final int BUFFER = 1 << 18;

  private ArchiveFiles() {}

  /**
   * Reads an archive to its end, plain or compressed, in constant memory but for the list of its
   * files.
   *
   * @param copy where the uncompressed tar goes; it must stay as long as the tree is used
   * @param where as in {@link SourceTree#where}
   * @throws dev.jbuild.oci.layer.InvalidLayerException for an archive that is damaged or leads out
   *     of itself
   */
  public static SourceTree read(InputStream archive, Path copy, String where) throws IOException {
    LayerIndex index;
    try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(copy), BUFFER)) {
      index = LayerReader.files(archive, plain);
    }
    return new ImageTree(tree(index), (_, file) -> range(copy, file), where);
  }

  /** One file and nothing else. */
  public static SourceTree only(RegularFile file, Content content, String where) {
    FileTree tree =
        FileTree.empty().with(FileTree.NO_LAYER, new LayerIndex(ImmutableList.of(file)));
    return new ImageTree(tree, (_, _) -> content.open(), where);
  }

  /** No files at all. */
  public static SourceTree none(String where) {
    return new ImageTree(FileTree.empty(), (_, _) -> InputStream.nullInputStream(), where);
  }

  private static FileTree tree(LayerIndex index) throws InvalidLayerException {
    try {
      return FileTree.empty().with(FileTree.NO_LAYER, index);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage()); // "layer ..., entry ...: ..."
      throw new InvalidLayerException(
          "archive: " + message.substring(Math.max(0, message.indexOf("entry "))),
          new IOException(e));
    }
  }

  private static InputStream range(Path copy, RegularFile file) throws IOException {
    FileChannel channel = FileChannel.open(copy).position(file.offset());
    return ByteStreams.limit(Channels.newInputStream(channel), file.size());
  }
}
