package dev.jbuild.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image manifest (OCI image spec, manifest.md, or Docker's schema 2). Keeps the bytes it was
 * read from, so that its digest never changes on the way through.
 */
public final class Manifest {
  private final byte[] bytes;
  private final MediaType mediaType;
  private final Descriptor config;
  private final ImmutableList<Descriptor> layers;
  private final Digest digest;

  private Manifest(
      byte[] bytes, MediaType mediaType, Descriptor config, ImmutableList<Descriptor> layers) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.config = config;
    this.layers = layers;
    this.digest = Digest.of(bytes);
  }

  /** A new OCI manifest. */
  public static Manifest of(
      Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {
    ObjectNode json =
        Json.object().put("schemaVersion", 2).put("mediaType", MediaType.OCI_MANIFEST.value());
    json.set("config", DescriptorJson.write(config));
    layers.forEach(layer -> json.withArray("layers").add(DescriptorJson.write(layer)));
    if (layers.isEmpty()) {
      json.putArray("layers");
    }
    if (!annotations.isEmpty()) {
      json.set("annotations", Json.strings(annotations));
    }
    return new Manifest(
        Json.bytes(json), MediaType.OCI_MANIFEST, config, ImmutableList.copyOf(layers));
  }

  /**
   * Reads a manifest. Throws IOException when the bytes are no image manifest, or claim to be both
   * a manifest and an index (CVE-2021-41190).
   *
   * @param declared the media type the registry or the index gave, for manifests that carry none
   */
  public static Manifest parse(byte[] bytes, @Nullable MediaType declared) throws IOException {
    ObjectNode json = Json.parse(bytes, "image manifest");
    if (json.has("manifests")) {
      throw new IOException("image manifest also has `manifests`: refused as ambiguous");
    }
    MediaType mediaType = JsonMediaType.of(json, declared, MediaType.OCI_MANIFEST);
    if (!mediaType.isManifest()) {
      throw new IOException("not an image manifest: media type " + mediaType);
    }
    ImmutableList.Builder<Descriptor> layers = ImmutableList.builder();
    for (JsonNode layer : json.path("layers")) {
      layers.add(DescriptorJson.read(layer, "layer of the image manifest"));
    }
    Descriptor config = DescriptorJson.read(json.path("config"), "config of the image manifest");
    return new Manifest(bytes.clone(), mediaType, config, layers.build());
  }

  /** The bytes as they were read or made. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public MediaType mediaType() {
    return mediaType;
  }

  public Descriptor config() {
    return config;
  }

  /** The layers' blobs, lowest first. */
  public ImmutableList<Descriptor> layers() {
    return layers;
  }

  public Digest digest() {
    return digest;
  }

  public Descriptor descriptor() {
    return new Descriptor(mediaType, digest, bytes.length);
  }
}
