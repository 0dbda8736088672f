package dev.jbuild.oci.blob;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written and appears under its name all at once: temporary file, fsync,
 * rename, fsync of the directory.
 */
public final class PendingFile implements AutoCloseable {
  private final Path file;
  private final boolean grows;
  private @Nullable OutputStream output;

  public PendingFile(ScratchDirectory scratch) throws IOException {
    this(scratch.newPath(), false);
  }

  private PendingFile(Path file, boolean grows) {
    this.file = file;
    this.grows = grows;
  }

  /** A file that grows over several attempts: what was written stays until it is committed. */
  public static PendingFile growing(Path file) {
    return new PendingFile(file, true);
  }

  /** Writes a small file whole. */
  public static void write(ScratchDirectory scratch, Path target, byte[] content)
      throws IOException {
    try (PendingFile pending = new PendingFile(scratch)) {
      pending.output().write(content);
      pending.commit(target);
    }
  }

  /** Where the bytes are to be written, for writers that want a path; it may not exist yet. */
  public Path file() {
    return file;
  }

  /** The file's stream, unbuffered; the same each time. */
  public OutputStream output() throws IOException {
    OutputStream open = output;
    if (open == null) {
      try {
        if (grows) {
          Files.createDirectories(directoryOf(file));
        }
        open = new DiskOutputStream(file, grows ? APPEND : TRUNCATE_EXISTING);
      } catch (IOException e) {
        throw DiskFullException.translate(directoryOf(file), e);
      }
      output = open;
    }
    return open;
  }

  /** Makes what was written durable and gives it its name; replaces what has that name. */
  public void commit(Path target) throws IOException {
    try {
      closeOutput();
      synchronize(file, WRITE);
      rename(target);
      synchronize(directoryOf(target), READ);
    } catch (IOException e) {
      throw DiskFullException.translate(directoryOf(target), e);
    }
  }

  /** Gives what was written its name without waiting for the disk: for what can be made anew. */
  public void commitSoon(Path target) throws IOException {
    try {
      closeOutput();
      rename(target);
    } catch (IOException e) {
      throw DiskFullException.translate(directoryOf(target), e);
    }
  }

  /** Gives a new name of a file that is durable already its place. */
  void commitLink(Path target) throws IOException {
    rename(target);
    synchronize(directoryOf(target), READ);
  }

  private void rename(Path target) throws IOException {
    Files.createDirectories(directoryOf(target));
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path directoryOf(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }

  private static void synchronize(Path path, OpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private void closeOutput() throws IOException {
    if (output != null) {
      output.close();
    }
  }

  /** Forgets what was written so far; it may be written anew. */
  public void discard() throws IOException {
    closeOutput();
    output = null;
    Files.deleteIfExists(file);
  }

  /** Removes what was not committed, unless the file {@link #growing grows}. */
  @Override
  public void close() throws IOException {
    closeOutput();
    if (!grows) {
      Files.deleteIfExists(file);
    }
  }

  /** Says which directory is on the disk that is full. */
  private static final class DiskOutputStream extends FilterOutputStream {
    private final Path file;

    DiskOutputStream(Path file, OpenOption how) throws IOException {
      super(Files.newOutputStream(file, CREATE, how, WRITE));
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw DiskFullException.translate(directoryOf(file), e);
      }
    }
  }
}
