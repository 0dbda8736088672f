package dev.jbuild.builder.context;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The root of a stage or of an image, or the files of an archive, as a source. */
public final class ImageTree implements SourceTree {
  private static final int LINK_MODE = 0777;

  private final FileTree tree;
  private final LayerFiles files;
  private final String where;

  /**
   * Reads nothing yet.
   *
   * @param where as in {@link #where}
   */
  public ImageTree(FileTree tree, LayerFiles files, String where) {
    this.tree = tree;
    this.files = files;
    this.where = where;
  }

  /** Reads files of layers. */
  @FunctionalInterface
  public interface LayerFiles {
    InputStream open(DiffId layer, RegularFile file) throws IOException;
  }

  @Override
  public Optional<SourceFile> get(String path) {
    return tree.get(path).map(NodeFile::new);
  }

  @Override
  public ImmutableList<SourceFile> children(String directory) {
    return tree.children(directory).stream().map(NodeFile::new).collect(toImmutableList());
  }

  @Override
  public String resolve(String path) throws IOException {
    return tree.resolve(path).path();
  }

  @Override
  public String where() {
    return where;
  }

  private final class NodeFile implements SourceFile {
    private final FileTree.Node node;

    NodeFile(FileTree.Node node) {
      this.node = node;
    }

    @Override
    public String path() {
      return node.path();
    }

    @Override
    public Kind kind() {
      return switch (node.entry()) {
        case RegularFile _ -> Kind.REGULAR;
        case Directory _ -> Kind.DIRECTORY;
        case Symlink _ -> Kind.SYMLINK;
        default -> Kind.OTHER;
      };
    }

    @Override
    public Optional<String> linkTarget() {
      return node.entry() instanceof Symlink link ? Optional.of(link.target()) : Optional.empty();
    }

    @Override
    public Optional<Object> identity() {
      return node.entry() instanceof RegularFile ? Optional.of(node.inode()) : Optional.empty();
    }

    /** As on a file system: there every link has the same mode, whatever an archive says. */
    @Override
    public FileEntry entry() {
      FileEntry entry = node.entry();
      return entry instanceof Symlink
          ? entry.withMetadata(entry.metadata().withMode(LINK_MODE))
          : entry;
    }

    @Override
    public InputStream open() throws IOException {
      if (node.entry() instanceof RegularFile file) {
        return files.open(node.layer(), file);
      }
      throw new IOException("\"" + path() + "\" is not a regular file");
    }
  }
}
