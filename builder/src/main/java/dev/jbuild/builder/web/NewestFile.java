package dev.jbuild.builder.web;

import dev.jbuild.oci.layer.Content;
import dev.jbuild.oci.layer.EntryVisitor;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** Finds the newest file of an archive. */
final class NewestFile implements EntryVisitor {
  private static final int HEAD_BYTES = 1024;

  private Optional<Instant> newest = Optional.empty();

  private NewestFile() {}

  /** When it was changed last; empty for an archive without files, and for what is no archive. */
  static Optional<Instant> time(Content content) throws IOException {
    try (InputStream head = content.open()) {
      if (!LayerReader.isArchive(head.readNBytes(HEAD_BYTES))) {
        return Optional.empty();
      }
    }
    NewestFile visitor = new NewestFile();
    try (InputStream archive = content.open()) {
      LayerReader.entries(archive, visitor);
    } catch (InvalidLayerException e) {
      return Optional.empty(); // Whoever unpacks it will say what is wrong.
    }
    return visitor.newest;
  }

  @Override
  public void file(String path, Metadata metadata, long size, InputStream content) {
    Instant time = metadata.mtime();
    newest = newest.filter(time::isBefore).or(() -> Optional.of(time));
  }

  @Override
  public void entry(LayerEntry entry) {
    // Only what has content tells of changes.
  }
}
