package dev.jbuild.builder.context;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.layer.Content;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A regular file that stands in no tree: a here-document, or what was downloaded. */
public final class LooseFile implements SourceFile {
  private final RegularFile entry;
  private final Content content;

  public LooseFile(RegularFile entry, Content content) {
    this.entry = entry;
    this.content = content;
  }

  /** A file with these bytes. */
  public static LooseFile of(String name, Metadata metadata, byte[] bytes) {
    RegularFile entry = new RegularFile(name, metadata, bytes.length, Digest.of(bytes), 0);
    return new LooseFile(entry, () -> new ByteArrayInputStream(bytes));
  }

  /** The file as a source of COPY. */
  public Selection selection() {
    return new Selection(path(), this, ImmutableList.of());
  }

  @Override
  public String path() {
    return entry.path();
  }

  @Override
  public Kind kind() {
    return Kind.REGULAR;
  }

  @Override
  public Optional<String> linkTarget() {
    return Optional.empty();
  }

  @Override
  public Optional<Object> identity() {
    return Optional.empty();
  }

  @Override
  public FileEntry entry() {
    return entry;
  }

  @Override
  public InputStream open() throws IOException {
    return content.open();
  }
}
