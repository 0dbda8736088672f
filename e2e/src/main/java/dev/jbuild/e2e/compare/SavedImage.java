package dev.jbuild.e2e.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image in an archive of {@code docker save} or {@code jbuild -o type=oci}: both hold an OCI
 * layout.
 *
 * @param manifest digest of the manifest
 * @param layers their diffIDs, the lowest first
 */
public record SavedImage(String manifest, ImmutableList<String> layers, ImageFacts facts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the first image of an archive, to its last byte. */
  public static SavedImage read(Path archive, Differences differences) throws IOException {
    Map<String, byte[]> files = files(archive);
    JsonNode entry = json(files, "index.json").path("manifests").path(0);
    JsonNode manifest = blob(files, entry);
    while (manifest.has("manifests")) {
      entry = manifest.path("manifests").path(0);
      manifest = blob(files, entry);
    }
    JsonNode config = blob(files, manifest.path("config"));
    LayeredRoot root = new LayeredRoot();
    for (JsonNode layer : manifest.path("layers")) {
      root.apply(plain(bytes(files, path(layer))));
    }
    return new SavedImage(
        entry.path("digest").asText(),
        texts(config.path("rootfs").path("diff_ids")),
        new ImageFacts(root.lines(), ComparableConfig.of(config, differences)));
  }

  /**
   * What this image has beyond its base: nothing is taken away where it is not made on the base.
   */
  public String beyond(SavedImage base) {
    boolean isBase =
        layers.size() >= base.layers.size()
            && layers.subList(0, base.layers.size()).equals(base.layers);
    return isBase ? facts.describe(base.facts) : facts.describe();
  }

  private static Map<String, byte[]> files(Path archive) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream entries = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        if (entry.isFile()) {
          files.put(entry.getName(), entries.readAllBytes());
        }
      }
    }
    return files;
  }

  private static JsonNode blob(Map<String, byte[]> files, JsonNode descriptor) throws IOException {
    return json(files, path(descriptor));
  }

  private static String path(JsonNode descriptor) {
    return "blobs/" + descriptor.path("digest").asText().replace(':', '/');
  }

  private static JsonNode json(Map<String, byte[]> files, String name) throws IOException {
    return JSON.readTree(bytes(files, name));
  }

  private static byte[] bytes(Map<String, byte[]> files, String name) throws IOException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new IOException("the archive has no " + name);
    }
    return bytes;
  }

  private static InputStream plain(byte[] layer) throws IOException {
    boolean isGzip = layer.length > 1 && layer[0] == (byte) 0x1f && layer[1] == (byte) 0x8b;
    InputStream bytes = new ByteArrayInputStream(layer);
    return isGzip ? new GZIPInputStream(bytes) : bytes;
  }

  private static ImmutableList<String> texts(JsonNode array) {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    array.forEach(node -> texts.add(node.asText()));
    return texts.build();
  }
}
