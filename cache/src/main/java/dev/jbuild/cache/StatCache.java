package dev.jbuild.cache;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.blob.ScratchDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Digests of a build context's files, so that only changed files are read. A digest is trusted as
 * long as the file's state is the same, and only if the file had been at rest for two seconds when
 * it was read: a change within the same tick of the file system's clock would not show (git calls
 * such files "racily clean"). Safe for threads; of two processes that save, the last one wins.
 */
public final class StatCache {
  private static final long AT_REST_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int OLDEST_AGE = 16;
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path table;
  private final ScratchDirectory scratch;
  private final Session session;
  private final String root;
  private final Map<String, StatTable.Entry> fresh = new ConcurrentHashMap<>();
  private @Nullable StatTable known;

  /** Reads nothing until it is asked. */
  StatCache(Path table, ScratchDirectory scratch, Session session, String root) {
    this.session = session;
    this.table = table;
    this.scratch = scratch;
    this.root = root;
  }

  /**
   * The SHA-256 of a regular file's content.
   *
   * @param state as read before this call
   * @throws IOException when the file cannot be read or changes meanwhile
   */
  public Digest digest(Path file, FileState state) throws IOException {
    String path = key(file);
    Optional<Digest> found = known().find(path, state);
    if (found.isPresent()) {
      return found.get();
    }
    StatTable.Entry entry = fresh.get(path);
    if (entry != null && entry.state().equals(state)) {
      return entry.digest();
    }
    boolean isAtRest = nanosNow() - state.ctime() > AT_REST_NANOS;
    Digest digest = hash(file, state.size());
    if (isAtRest) {
      fresh.put(path, new StatTable.Entry(path, state, digest, 0));
    }
    return digest;
  }

  /** As {@link #digest(Path, FileState)} with the state as it is now. */
  public Digest digest(Path file) throws IOException {
    return digest(file, FileState.read(file));
  }

  /**
   * Stores what was learned, if anything. Files that were not asked for stay known for some saves.
   */
  public void save() throws IOException {
    if (fresh.isEmpty()) {
      return;
    }
    List<StatTable.Entry> entries = new ArrayList<>(fresh.values());
    known()
        .forEach(entry -> {
          if (entry.age() <= OLDEST_AGE && !fresh.containsKey(entry.path())) {
            entries.add(entry);
          }
        });
    try (PendingFile pending = new PendingFile(scratch)) {
      pending.output().write(StatTable.format(entries, root));
      pending.commitSoon(table);
    }
  }

  private String key(Path file) {
    String path = file.toAbsolutePath().toString();
    return path.startsWith(root) ? path.substring(root.length()) : path;
  }

  private synchronized StatTable known() throws IOException {
    StatTable loaded = known;
    if (loaded == null) {
      loaded = load().orElseGet(StatTable::empty);
      known = loaded;
    }
    return loaded;
  }

  private Optional<StatTable> load() throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(table);
      session.use(table);
      return StatTable.parse(bytes, root);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static long nanosNow() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  private static Digest hash(Path file, long size) throws IOException {
    MessageDigest hasher = Digest.hasher();
    byte[] buffer = new byte[Math.clamp(size, 1, BUFFER_BYTES)];
    long seen = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        hasher.update(buffer, 0, count);
        seen += count;
      }
    }
    if (seen != size) {
      throw new IOException(
          file + " changed while it was read: " + size + " bytes became " + seen + "; try again");
    }
    return Digest.of(hasher);
  }
}
