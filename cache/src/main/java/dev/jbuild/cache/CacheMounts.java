package dev.jbuild.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.blob.DirectoryTree;
import dev.jbuild.oci.blob.LockFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The directories of {@code RUN --mount=type=cache}: one for each key, named by its digest. What is
 * in them is the sandbox's matter. Who uses one holds a lock that ends with the process.
 */
public final class CacheMounts {
  static final String ABOUT = "about";
  private static final String SHARING = "sharing";

  private final Path root;
  private final LockFile locks;
  private final Session session;

  CacheMounts(Path root, LockFile locks, Session session) {
    this.root = root;
    this.locks = locks;
    this.session = session;
  }

  /** Who may use a directory at the same time. */
  public enum Sharing {
    SHARED,
    PRIVATE,
    LOCKED
  }

  /** A directory in use. Closing it lets others have it. */
  public record Lease(Path directory, LockFile.Held held) implements AutoCloseable {
    @Override
    public void close() {
      held.close();
    }
  }

  /**
   * Takes the directory of a key into use; makes it if it is not there. Waits for who has it for
   * himself. Who needs several takes them in the order of {@link #order}, so that nobody waits for
   * ever.
   *
   * @param waiting is told when it takes long
   */
  public Lease use(CacheMountKey key, Sharing sharing, LockFile.Waiting waiting)
      throws IOException {
    return switch (sharing) {
      case SHARED -> lease(key, sharing, locks.shared(lock(key), waiting));
      case LOCKED -> lease(key, sharing, locks.exclusive(lock(key), waiting));
      case PRIVATE -> firstFree(key);
    };
  }

  /** Where a key stands among those to be taken. */
  public static String order(CacheMountKey key) {
    return key.name();
  }

  private Lease firstFree(CacheMountKey key) throws IOException {
    for (int copy = 0; ; copy++) {
      CacheMountKey next = key.withCopy(copy);
      Optional<LockFile.Held> held = locks.tryExclusive(lock(next));
      if (held.isPresent()) {
        return lease(next, Sharing.PRIVATE, held.get());
      }
    }
  }

  /**
   * Takes a directory for itself alone, so that it can be read or replaced as a whole.
   *
   * @param waiting is told when it takes long
   */
  public Lease useAlone(CacheMountKey key, LockFile.Waiting waiting) throws IOException {
    Path directory = root.resolve(key.name());
    LockFile.Held held = locks.exclusive(lock(key), waiting);
    return lease(key, sharing(directory), held);
  }

  private Lease lease(CacheMountKey key, Sharing sharing, LockFile.Held held) throws IOException {
    try {
      session.begin();
      Path directory = root.resolve(key.name());
      make(directory, key);
      remember(directory, sharing);
      Files.setLastModifiedTime(directory.resolve(ABOUT), FileTime.from(Instant.now()));
      return new Lease(directory, held);
    } catch (IOException | RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /** For the owner alone: builds of others have no business in it. */
  private void make(Path directory, CacheMountKey key) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path about = directory.resolve(ABOUT);
    if (!Files.exists(about)) {
      Files.writeString(about, key.toLines(), UTF_8);
    }
  }

  private static void remember(Path directory, Sharing sharing) throws IOException {
    if (sharing != sharing(directory)) {
      Files.writeString(directory.resolve(SHARING), sharing.name(), UTF_8);
    }
  }

  private static Sharing sharing(Path directory) throws IOException {
    Path file = directory.resolve(SHARING);
    String word = Files.exists(file) ? Files.readString(file, UTF_8) : "";
    return Arrays.stream(Sharing.values())
        .filter(sharing -> sharing.name().equals(word))
        .findFirst()
        .orElse(Sharing.SHARED);
  }

  private static String lock(CacheMountKey key) {
    return lock(key.name());
  }

  private static String lock(String name) {
    return "mount " + name;
  }

  /** All that there are, sorted by id. */
  public ImmutableList<CacheMount> list() throws IOException {
    List<CacheMount> mounts = new ArrayList<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
      for (Path directory : directories) {
        read(directory).ifPresent(mounts::add);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return ImmutableList.of();
    }
    return ImmutableList.sortedCopyOf(
        comparing((CacheMount mount) -> mount.key().id())
            .thenComparing(mount -> mount.key().start())
            .thenComparingInt(mount -> mount.key().copy()),
        mounts);
  }

  private static Optional<CacheMount> read(Path directory) throws IOException {
    Path about = directory.resolve(ABOUT);
    try {
      List<String> lines = Files.readAllLines(about, UTF_8);
      CacheMountKey key =
          new CacheMountKey(lines.get(0), lines.get(1), Integer.parseInt(lines.get(2)));
      Instant lastUse = Files.getLastModifiedTime(about).toInstant();
      long bytes = DirectoryTree.size(directory);
      return Optional.of(new CacheMount(key, sharing(directory), directory, bytes, lastUse));
    } catch (NoSuchFileException
        | CharacterCodingException
        | IndexOutOfBoundsException
        | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Removes one.
   *
   * @param deleter of directories that this process may not be able to delete
   * @return false where somebody uses it
   */
  public boolean remove(Path directory, TreeDeleter deleter) throws IOException {
    Optional<LockFile.Held> held = locks.tryExclusive(lock(directory.getFileName().toString()));
    if (held.isEmpty()) {
      return false;
    }
    try (LockFile.Held _ = held.get()) {
      deleter.delete(directory);
      return true;
    }
  }
}
