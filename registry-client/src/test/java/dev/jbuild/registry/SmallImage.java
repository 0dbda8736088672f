package dev.jbuild.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An image of one uncompressed layer with one file, small enough to be held in memory. */
@SuppressWarnings("ArrayRecordComponent")
record SmallImage(byte[] config, byte[] layer, Manifest manifest) {

  static SmallImage of(String content) throws IOException {
    return of(content, Platform.host());
  }

  static SmallImage of(String content, Platform platform) throws IOException {
    byte[] layer = tar("content", content.getBytes(StandardCharsets.UTF_8));
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, layer);
    byte[] config =
        ImageConfig.scratch(platform)
            .withDiffIds(List.of(new dev.jbuild.oci.DiffId(blob.digest())))
            .toBytes();
    Manifest manifest =
        Manifest.of(Descriptor.of(MediaType.OCI_CONFIG, config), List.of(blob), Map.of());
    return new SmallImage(config, layer, manifest);
  }

  private static byte[] tar(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  Descriptor layerBlob() {
    return manifest.layers().getFirst();
  }

  /** Blobs first, then the manifest. */
  void push(RegistryClient client, ImageReference name) throws IOException {
    client.pushBlob(name, layerBlob(), () -> new ByteArrayInputStream(layer), _ -> {});
    client.pushBlob(name, manifest.config(), () -> new ByteArrayInputStream(config), _ -> {});
    client.pushManifest(name, manifest.mediaType(), manifest.bytes());
  }
}
