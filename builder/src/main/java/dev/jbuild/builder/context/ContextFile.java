package dev.jbuild.builder.context;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of the build context: root's, without xattrs, else as it is on disk. */
final class ContextFile implements SourceFile {
  private static final Digest NOTHING = Digest.of(new byte[0]);

  private final String path;
  private final Path file;
  private final FileStat stat;
  private final FileHasher hasher;
  private final Optional<String> linkTarget;
  private @Nullable FileEntry entry;

  ContextFile(String path, Path file, FileStat stat, FileHasher hasher) throws IOException {
    this.path = path;
    this.file = file;
    this.stat = stat;
    this.hasher = hasher;
    this.linkTarget =
        stat.type() == FileStat.Type.SYMLINK
            ? Optional.of(Files.readSymbolicLink(file).toString())
            : Optional.empty();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Kind kind() {
    return switch (stat.type()) {
      case REGULAR -> Kind.REGULAR;
      case DIRECTORY -> Kind.DIRECTORY;
      case SYMLINK -> Kind.SYMLINK;
      case SOCKET -> Kind.SOCKET;
      case FIFO, CHARACTER_DEVICE, BLOCK_DEVICE -> Kind.OTHER;
    };
  }

  @Override
  public Optional<String> linkTarget() {
    return linkTarget;
  }

  @Override
  public Optional<Object> identity() {
    return stat.links() > 1 && kind() == Kind.REGULAR
        ? Optional.of(new Identity(stat.state().device(), stat.state().inode()))
        : Optional.empty();
  }

  @Override
  public synchronized FileEntry entry() throws IOException {
    FileEntry known = entry;
    if (known == null) {
      known = read();
      entry = known;
    }
    return known;
  }

  private FileEntry read() throws IOException {
    Metadata metadata = new Metadata(stat.permissions(), 0, 0, stat.modified());
    return switch (stat.type()) {
      case REGULAR -> regular(metadata);
      case DIRECTORY -> new Directory(path, metadata);
      case SYMLINK -> new Symlink(path, metadata.withMode(0777), linkTarget.orElseThrow());
      case FIFO -> new Fifo(path, metadata);
      case CHARACTER_DEVICE -> device(metadata, Device.Kind.CHARACTER);
      case BLOCK_DEVICE -> device(metadata, Device.Kind.BLOCK);
      case SOCKET -> new RegularFile(path, metadata, 0, NOTHING, 0);
    };
  }

  @Override
  public InputStream open() throws IOException {
    return kind() == Kind.SOCKET
        ? InputStream.nullInputStream()
        : Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  private RegularFile regular(Metadata metadata) throws IOException {
    Digest content = hasher.digest(file, stat.state());
    return new RegularFile(path, metadata, stat.state().size(), content, 0);
  }

  private Device device(Metadata metadata, Device.Kind kind) {
    return new Device(path, metadata, kind, stat.major(), stat.minor());
  }

  private record Identity(long device, long inode) {}
}
