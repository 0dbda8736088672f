package dev.jbuild.oci.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.compress.Decompression;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.SourcedLayer;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@code docker save} wrote before it wrote OCI layouts: a config and tars, but no
 * manifest with digests, so those are made here.
 */
final class DockerArchiveReader {
  private final TarFiles files;

  private DockerArchiveReader(TarFiles files) {
    this.files = files;
  }

  static ImmutableList<ArchivedImage> read(TarFiles files, Platform platform) throws IOException {
    ImmutableList.Builder<ArchivedImage> images = ImmutableList.builder();
    DockerArchiveReader reader = new DockerArchiveReader(files);
    for (JsonNode entry : reader.manifest()) {
      Image image = reader.image(entry);
      if (platform.accepts(image.platform())) {
        images.add(new ArchivedImage(names(entry), image));
      }
    }
    return images.build();
  }

  private JsonNode manifest() throws IOException {
    try {
      return new JsonMapper().readTree(files.json(DockerArchive.MANIFEST));
    } catch (JsonProcessingException e) {
      throw new IOException("manifest.json in " + files + " is no JSON: " + e.getMessage(), e);
    }
  }

  private static ImmutableList<ImageReference> names(JsonNode entry) throws IOException {
    ImmutableList.Builder<ImageReference> names = ImmutableList.builder();
    for (JsonNode tag : entry.path("RepoTags")) {
      try {
        names.add(ImageReference.parse(tag.asText("")));
      } catch (IllegalArgumentException e) {
        throw new IOException("manifest.json: " + e.getMessage(), e);
      }
    }
    return names.build();
  }

  private Image image(JsonNode entry) throws IOException {
    byte[] config = files.json(entry.path("Config").asText(""));
    ImmutableList<DiffId> diffIds = ImageConfig.parse(config).diffIds();
    JsonNode paths = entry.path("Layers");
    if (paths.size() != diffIds.size()) {
      throw new IOException(
          files + " names " + paths.size() + " layers, its config " + diffIds.size());
    }
    List<SourcedLayer> layers = new ArrayList<>();
    for (int i = 0; i < diffIds.size(); i++) {
      layers.add(layer(paths.get(i).asText(""), diffIds.get(i)));
    }
    List<Descriptor> blobs = layers.stream().map(SourcedLayer::blob).toList();
    Descriptor configBlob = Descriptor.of(MediaType.OCI_CONFIG, config);
    return new Image(Manifest.of(configBlob, blobs, ImmutableMap.of()), config, layers);
  }

  private SourcedLayer layer(String path, DiffId diffId) throws IOException {
    MediaType mediaType = mediaType(path);
    Digest digest = mediaType.equals(MediaType.OCI_LAYER) ? diffId.digest() : digest(path);
    Descriptor blob = new Descriptor(mediaType, digest, files.size(path));
    return new SourcedLayer(blob, diffId, known -> ImageArchive.verified(files, path, known));
  }

  private MediaType mediaType(String path) throws IOException {
    try (InputStream in = files.open(path)) {
      return switch (Decompression.open(in).compression()) {
        case NONE -> MediaType.OCI_LAYER;
        case GZIP -> MediaType.OCI_LAYER_GZIP;
        case ZSTD -> MediaType.OCI_LAYER_ZSTD;
        case XZ, BZIP2 ->
            throw new IOException(path + " in " + files + " has a compression no layer may have");
      };
    }
  }

  private Digest digest(String path) throws IOException {
    MessageDigest hasher = Digest.hasher();
    byte[] buffer = new byte[1 << 17];
    try (InputStream in = files.open(path)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        hasher.update(buffer, 0, count);
      }
    }
    return Digest.of(hasher);
  }
}
