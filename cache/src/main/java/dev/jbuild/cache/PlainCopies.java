package dev.jbuild.cache;

import com.google.common.io.ByteStreams;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.blob.CorruptBlobException;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.blob.ScratchDirectory;
import dev.jbuild.oci.blob.VerifiedInputStream;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uncompressed tars of layers, named by diffID, from which single files are read. They can be made
 * anew at any time, and what is read of them is checked, so nobody waits for them to be durable.
 */
final class PlainCopies {
  private final Path directory;
  private final ScratchDirectory scratch;
  private final Session session;
  private final Set<DiffId> seen = ConcurrentHashMap.newKeySet();

  PlainCopies(Path directory, ScratchDirectory scratch, Session session) {
    this.directory = directory;
    this.scratch = scratch;
    this.session = session;
  }

  private Path file(DiffId id) {
    return directory.resolve(id.digest().hex());
  }

  /** Whether there is a whole copy, which then stays as long as this process runs. */
  boolean contains(DiffId id, LayerRecords records) throws IOException {
    if (seen.contains(id)) {
      return true;
    }
    Optional<LayerInfo> info = records.info(id);
    if (info.isEmpty() || !isWhole(file(id), info.get().plainSize())) {
      return false;
    }
    seen.add(id);
    return true;
  }

  private boolean isWhole(Path file, long size) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      session.use(file, found.lastModifiedTime());
      return found.size() == size;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Where the copy is or will be; marked as used, if it is there. */
  Path use(DiffId id) throws IOException {
    session.use(file(id));
    return file(id);
  }

  PendingFile pending() throws IOException {
    return new PendingFile(scratch);
  }

  void commit(PendingFile pending, DiffId id) throws IOException {
    pending.commitSoon(file(id));
    seen.add(id);
  }

  InputStream open(DiffId id, RegularFile file) throws IOException {
    FileChannel channel =
        FileChannel.open(file(id), StandardOpenOption.READ).position(file.offset());
    InputStream range = ByteStreams.limit(Channels.newInputStream(channel), file.size());
    return new VerifiedInputStream(
        range, file.content(), file.size(), fact -> remove(id, file, fact));
  }

  private CorruptBlobException remove(DiffId id, RegularFile file, String fact) throws IOException {
    seen.remove(id);
    Files.deleteIfExists(file(id));
    return new CorruptBlobException(file(id), file.content(), file.path() + " in it " + fact);
  }
}
