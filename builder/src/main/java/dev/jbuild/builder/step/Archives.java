package dev.jbuild.builder.step;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteStreams;
import dev.jbuild.builder.context.SourceFile;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.compress.Decompression;
import dev.jbuild.oci.compress.Decompression.Decompressed;
import dev.jbuild.oci.layer.EntryVisitor;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.tar.TarLimits;
import dev.jbuild.oci.tar.TarReader;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Local archives that ADD unpacks. Their files' contents are kept in temporary files, one for each
 * archive, until this is closed.
 */
public final class Archives implements AutoCloseable {
  private static final int BUFFER = 1 << 17;

  private final TemporaryFiles temporary;
  private final List<Path> spools = new ArrayList<>();

  /**
   * Knows no archive yet.
   *
   * @param temporary where contents go
   */
  public Archives(TemporaryFiles temporary) {
    this.temporary = temporary;
  }

  /** Gives paths at which nothing is yet. */
  @FunctionalInterface
  public interface TemporaryFiles {
    Path create() throws IOException;
  }

  /**
   * Whether this is a tar with something in it, plain or compressed; told by its content. Taken to
   * be one where finding out would need too much memory: it is not to be copied unnoticed.
   */
  boolean isArchive(SourceFile file) throws IOException {
    if (file.kind() != SourceFile.Kind.REGULAR) {
      return false;
    }
    try (InputStream in = file.open();
        Decompressed content = Decompression.open(new BufferedInputStream(in, BUFFER))) {
      return new TarReader(content.content(), TarLimits.DEFAULT).next() != null;
    } catch (IOException e) {
      // Else copied as it is; if it cannot be read at all, that will say so.
      return Decompression.isForWantOfMemory(e);
    }
  }

  /** All entries in their order, with paths relative to the archive's root. */
  ImmutableList<PlannedEntry> entries(SourceFile archive) throws IOException {
    Path spool = temporary.create();
    spools.add(spool);
    try (InputStream in = archive.open();
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(spool), BUFFER)) {
      Spooler spooler = new Spooler(archive.path(), spool, out);
      LayerReader.entries(in, spooler);
      return spooler.entries.build();
    }
  }

  @Override
  public void close() throws IOException {
    for (Path spool : spools) {
      Files.deleteIfExists(spool);
    }
    spools.clear();
  }

  private static final class Spooler implements EntryVisitor {
    private final String archive;
    private final Path spool;
    private final OutputStream out;
    private final ImmutableList.Builder<PlannedEntry> entries = ImmutableList.builder();
    private long position;

    Spooler(String archive, Path spool, OutputStream out) {
      this.archive = archive;
      this.spool = spool;
      this.out = out;
    }

    @Override
    public void file(String path, Metadata metadata, long size, InputStream content)
        throws IOException {
      DigestOutputStream hashed = new DigestOutputStream(out, Digest.hasher());
      long written = ByteStreams.copy(content, hashed);
      Digest digest = Digest.of(hashed.getMessageDigest());
      long start = position;
      position += written;
      RegularFile file = new RegularFile(path, metadata, written, digest, 0);
      entries.add(
          new PlannedEntry.File(
              file, () -> range(spool, start, written), Optional.of(new Object())));
    }

    @Override
    public void entry(LayerEntry entry) throws IOException {
      if (!(entry instanceof FileEntry file)) {
        throw new InvalidLayerException(
            "archive \""
                + archive
                + "\" has a whiteout, /"
                + entry.path()
                + ": such a name cannot stand in an image");
      }
      entries.add(PlannedEntry.of(file));
    }

    private static InputStream range(Path file, long start, long length) throws IOException {
      SeekableByteChannel channel = Files.newByteChannel(file).position(start);
      return ByteStreams.limit(Channels.newInputStream(channel), length);
    }
  }
}
