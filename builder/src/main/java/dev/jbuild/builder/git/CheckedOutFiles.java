package dev.jbuild.builder.git;

import dev.jbuild.oci.blob.DirectoryTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives files that git wrote the modes of umask 022, whatever ours is. */
final class CheckedOutFiles extends SimpleFileVisitor<Path> {
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> READ_ONLY =
      PosixFilePermissions.fromString("r--r--r--");

  private final boolean keepGitDirectory;
  private final Optional<Instant> time;

  private CheckedOutFiles(boolean keepGitDirectory, Optional<Instant> time) {
    this.keepGitDirectory = keepGitDirectory;
    this.time = time;
  }

  /**
   * Goes through all files.
   *
   * @param keepGitDirectory whether {@code .git} stays, here and in submodules
   * @param time for all files; empty leaves theirs
   */
  static void settle(Path root, boolean keepGitDirectory, Optional<Instant> time)
      throws IOException {
    Files.walkFileTree(root, new CheckedOutFiles(keepGitDirectory, time));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    return removed(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (removed(file)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isRegularFile()) {
      Files.setPosixFilePermissions(file, mode(file));
    }
    setTime(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
      throws IOException {
    if (e != null) {
      throw e;
    }
    Files.setPosixFilePermissions(directory, DIRECTORY);
    setTime(directory);
    return FileVisitResult.CONTINUE;
  }

  private boolean removed(Path path) throws IOException {
    if (keepGitDirectory || !path.endsWith(".git")) {
      return false;
    }
    DirectoryTree.delete(path);
    return true;
  }

  private static Set<PosixFilePermission> mode(Path file) throws IOException {
    Set<PosixFilePermission> now = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    if (now.contains(PosixFilePermission.OWNER_EXECUTE)) {
      return DIRECTORY;
    }
    return now.contains(PosixFilePermission.OWNER_WRITE) ? FILE : READ_ONLY;
  }

  private void setTime(Path path) throws IOException {
    if (time.isPresent()) {
      FileTime at = FileTime.from(time.get());
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(at, at, null);
    }
  }
}
