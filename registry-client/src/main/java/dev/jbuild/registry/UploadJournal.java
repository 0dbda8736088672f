package dev.jbuild.registry;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.LockFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers where begun uploads go on: a file for each below a directory, so that a new process can
 * continue what a killed one began. The files are for their owner only: a place may carry a secret.
 */
public final class UploadJournal {
  private static final Duration LONGEST_LIFE = Duration.ofDays(7); // registries forget, too

  private final Path directory;
  private final LockFile locks;

  /** Makes nothing before the first upload. */
  public UploadJournal(Path directory) {
    this.directory = directory;
    this.locks = LockFile.at(directory.resolve("locks"));
  }

  /** The upload's entry, unless another thread or process has it; to be closed. */
  Optional<Entry> take(UploadKey key) throws IOException {
    return locks.tryExclusive(key.toString()).map(held -> new Entry(file(key), held));
  }

  private Path file(UploadKey key) {
    return directory.resolve(Digest.of(key.toString().getBytes(StandardCharsets.UTF_8)).hex());
  }

  /** What is known of one upload. Nobody else writes it meanwhile. */
  final class Entry implements AutoCloseable {
    private final Path file;
    private final LockFile.Held held;

    private Entry(Path file, LockFile.Held held) {
      this.file = file;
      this.held = held;
    }

    Optional<URI> read() throws IOException {
      try {
        return Optional.of(URI.create(Files.readString(file).strip()));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
        forget();
        return Optional.empty();
      }
    }

    void write(URI place) throws IOException {
      if (!Files.exists(file)) {
        removeOld();
      }
      Path next = Files.createTempFile(directory, "new", "");
      Files.writeString(next, place + "\n");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void forget() throws IOException {
      Files.deleteIfExists(file);
    }

    @Override
    public void close() {
      held.close();
    }
  }

  private void removeOld() throws IOException {
    Instant oldest = Instant.now().minus(LONGEST_LIFE);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[0-9a-fn]*")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
