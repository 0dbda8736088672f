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
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written and appears under its name all at once: temporary file, fsync,
 * rename. What a machine that loses power may take with it differs: see the commits.
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

  /** Writes a small file whole; content and name are durable after this. */
  public static void write(ScratchDirectory scratch, Path target, byte[] content)
      throws IOException {
    try (PendingFile pending = new PendingFile(scratch)) {
      pending.output().write(content);
      pending.commit(target);
      synchronizeNames(directoryOf(target));
    }
  }

  /** Writes a small file whole, and {@link #commitSoon commits} it. */
  public static void writeSoon(ScratchDirectory scratch, Path target, byte[] content)
      throws IOException {
    try (PendingFile pending = new PendingFile(scratch)) {
      pending.output().write(content);
      pending.commitSoon(target);
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
        open = open();
      } catch (IOException e) {
        throw DiskFullException.translate(directoryOf(file), e);
      }
      output = open;
    }
    return open;
  }

  private OutputStream open() throws IOException {
    if (!grows) {
      return new DiskOutputStream(file, TRUNCATE_EXISTING);
    }
    try {
      return new DiskOutputStream(file, APPEND);
    } catch (NoSuchFileException e) {
      Files.createDirectories(directoryOf(file));
      return new DiskOutputStream(file, APPEND);
    }
  }

  /**
   * Makes what was written durable and gives it its name; replaces what has that name. The name may
   * be lost with the power until {@link #synchronizeNames}, what stands under it can't.
   */
  public void commit(Path target) throws IOException {
    try {
      closeOutput();
      synchronize(file, WRITE);
      rename(target);
    } catch (IOException e) {
      throw DiskFullException.translate(directoryOf(target), e);
    }
  }

  /**
   * Gives what was written its name without waiting for the disk: for what can be made anew, and
   * whose reader notices when it is not whole.
   */
  public void commitSoon(Path target) throws IOException {
    try {
      closeOutput();
      rename(target);
    } catch (IOException e) {
      throw DiskFullException.translate(directoryOf(target), e);
    }
  }

  /** Makes the names in a directory durable. */
  static void synchronizeNames(Path directory) throws IOException {
    try {
      synchronize(directory, READ);
    } catch (IOException e) {
      throw DiskFullException.translate(directory, e);
    }
  }

  /** Gives a new name of a file that is durable already its place. */
  void commitLink(Path target) throws IOException {
    rename(target);
  }

  private void rename(Path target) throws IOException {
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      Files.createDirectories(directoryOf(target));
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }
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
