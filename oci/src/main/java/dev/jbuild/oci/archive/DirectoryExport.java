package dev.jbuild.oci.archive;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.blob.DiskFullException;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.FileTree.Node;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Unpacks a root file system into a directory of this machine, for its user to look at: all files
 * belong to the caller, as with {@code docker build --output type=local}, so setuid and setgid,
 * which would give the caller's rights to others, are dropped, and so are extended attributes.
 *
 * <p>Nothing outside the directory is touched, whatever the image holds: below the directory no
 * symbolic link is ever followed. One that stands where the image has a directory or file is
 * replaced.
 */
public final class DirectoryExport {
  private static final int OWNER_ALL = 0700;
  private static final int PERMISSIONS = 0777;
  private static final int STICKY = 01000;

  private final Path root;
  private final FileContents contents;
  private final HardLinks links = new HardLinks();
  private final Deque<Node> directories = new ArrayDeque<>();
  private final ImmutableList.Builder<String> skipped = ImmutableList.builder();

  private DirectoryExport(Path root, FileContents contents) {
    this.root = root;
    this.contents = contents;
  }

  /**
   * Unpacks the tree; files that are there already and not in the tree stay.
   *
   * @param destination is made if it is not there
   * @return the paths of devices and fifos, which are left out
   * @throws IOException naming the path that could not be written
   */
  public static ImmutableList<String> write(FileTree tree, FileContents contents, Path destination)
      throws IOException {
    Files.createDirectories(destination);
    DirectoryExport export = new DirectoryExport(destination.toRealPath(), contents);
    try {
      export.write(tree);
    } catch (IOException e) {
      throw DiskFullException.translate(destination, e);
    }
    return export.skipped.build();
  }

  private void write(FileTree tree) throws IOException {
    Iterator<Node> nodes = tree.walk("").filter(node -> !node.path().isEmpty()).iterator();
    while (nodes.hasNext()) {
      add(nodes.next());
    }
    for (Node directory : directories) {
      finish(target(directory.path()), directory.entry().metadata(), STICKY);
    }
  }

  private void add(Node node) throws IOException {
    Path target = target(node.path());
    switch (node.entry()) {
      case Directory _ -> directory(target, node);
      case RegularFile file -> file(target, node, file);
      case Symlink link -> symlink(target, link);
      case Device _, Fifo _ -> skipped.add(node.path());
      case HardLink link -> throw new IllegalStateException("trees resolve links: " + link);
    }
  }

  private Path target(String path) throws IOException {
    try {
      Path target = root.resolve(path);
      if (target.startsWith(root) && target.normalize().equals(target)) {
        return target;
      }
    } catch (InvalidPathException e) {
      throw new IOException("this machine cannot name the file " + path + " (locale?)", e);
    }
    throw new IOException(path + " leads out of " + root);
  }

  private void directory(Path target, Node node) throws IOException {
    if (!Files.isDirectory(target, NOFOLLOW_LINKS)) {
      Files.deleteIfExists(target);
      Files.createDirectory(target);
    }
    setMode(target, OWNER_ALL);
    directories.push(node);
  }

  private void file(Path target, Node node, RegularFile file) throws IOException {
    clear(target);
    Optional<String> earlier = links.earlier(node);
    if (earlier.isPresent()) {
      Files.createLink(target, target(earlier.get()));
      return;
    }
    try (InputStream in = contents.open(node.layer(), file);
        OutputStream out = Files.newOutputStream(target, CREATE_NEW, WRITE)) {
      in.transferTo(out);
    }
    finish(target, file.metadata(), 0);
  }

  private static void symlink(Path target, Symlink link) throws IOException {
    clear(target);
    try {
      Files.createSymbolicLink(target, Path.of(link.target()));
    } catch (InvalidPathException e) {
      throw new IOException("this machine cannot write the link " + target + " (locale?)", e);
    }
    setTime(target, link.metadata());
  }

  private static void clear(Path target) throws IOException {
    if (Files.isDirectory(target, NOFOLLOW_LINKS)) {
      throw new IOException(
          target + " is a directory, but a file in the image: remove it or choose another place");
    }
    Files.deleteIfExists(target);
  }

  private static void finish(Path target, Metadata metadata, int special) throws IOException {
    setTime(target, metadata); // first: it needs the right to read
    setMode(target, metadata.mode() & (PERMISSIONS | special));
  }

  /** For what this class just made or found to be a directory: no link is there to follow. */
  private static void setMode(Path target, int mode) throws IOException {
    if (target.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      Files.setAttribute(target, "unix:mode", mode);
    }
  }

  private static void setTime(Path target, Metadata metadata) throws IOException {
    FileTime time = FileTime.from(metadata.mtime());
    Files.getFileAttributeView(target, BasicFileAttributeView.class, NOFOLLOW_LINKS)
        .setTimes(time, null, null);
  }
}
