package dev.jbuild.cache;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

/** A layer of two files, whose content depends on a seed only. */
final class TestLayer implements Layer {
  static final Platform PLATFORM = Platform.of("linux", "amd64");
  private static final Metadata METADATA = new Metadata(0644, 0, 0, Metadata.EPOCH);

  private final WrittenLayer written;
  private final RegularFile file;
  private final byte[] content;
  private final byte[] bytes;

  private TestLayer(WrittenLayer written, RegularFile file, byte[] content, byte[] bytes) {
    this.written = written;
    this.file = file;
    this.content = content;
    this.bytes = bytes;
  }

  static TestLayer of(long seed, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    try (LayerWriter writer = LayerWriter.to(blob, Compression.GZIP)) {
      writer.file("first", METADATA, 3, () -> new ByteArrayInputStream(new byte[3]));
      RegularFile file =
          writer.file("second", METADATA, size, () -> new ByteArrayInputStream(content));
      return new TestLayer(writer.finish(), file, content, blob.toByteArray());
    }
  }

  /** Puts blob and layer into a cache. */
  TestLayer storeIn(Cache cache) throws IOException {
    try (ContentStore.Ingest ingest = cache.blobs().ingest()) {
      ingest.output().write(bytes);
      ingest.commit(blob().digest());
    }
    cache.layers().put(written);
    return this;
  }

  static Image image(Layer... layers) throws IOException {
    return Image.of(ImageConfig.scratch(PLATFORM), Arrays.asList(layers));
  }

  WrittenLayer written() {
    return written;
  }

  LayerInfo info() {
    return LayerInfo.of(written);
  }

  RegularFile file() {
    return file;
  }

  byte[] fileContent() {
    return content.clone();
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
