package dev.jbuild.oci.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A layer made for a test. */
public final class MemoryLayer implements Layer {
  private final WrittenLayer written;
  private final byte[] bytes;

  private MemoryLayer(WrittenLayer written, byte[] bytes) {
    this.written = written;
    this.bytes = bytes;
  }

  /** What writes a layer's entries. */
  @FunctionalInterface
  public interface Entries {
    void write(LayerWriter writer) throws IOException;
  }

  public static MemoryLayer of(Compression compression, Entries entries) throws IOException {
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    try (LayerWriter writer = LayerWriter.to(blob, compression)) {
      entries.write(writer);
      return new MemoryLayer(writer.finish(), blob.toByteArray());
    }
  }

  public static MemoryLayer of(LayerEntry... entries) throws IOException {
    return of(
        Compression.GZIP,
        writer -> {
          for (LayerEntry entry : entries) {
            writer.add(entry);
          }
        });
  }

  /** A layer of one text file, 0644 and root's. */
  public static MemoryLayer file(String path, String text) throws IOException {
    return of(Compression.GZIP, writer -> add(writer, path, text));
  }

  public static void add(LayerWriter writer, String path, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    Metadata metadata = new Metadata(0644, 0, 0, Metadata.EPOCH);
    writer.file(path, metadata, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  public WrittenLayer written() {
    return written;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public Descriptor blob() {
    return written.blob();
  }

  @Override
  public DiffId diffId() {
    return written.diffId();
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }
}
