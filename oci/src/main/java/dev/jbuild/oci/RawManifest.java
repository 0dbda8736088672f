package dev.jbuild.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A manifest or index of whatever kind: its bytes, and what they name. Artifacts, attestations and
 * kinds of tomorrow pass through it unharmed.
 */
public final class RawManifest {
  private static final ImmutableSet<String> IMAGE_CONFIGS =
      ImmutableSet.of("", MediaType.OCI_CONFIG.value(), MediaType.DOCKER_CONFIG.value());

  private final byte[] bytes;
  private final ObjectNode json;
  private final MediaType mediaType;
  private final Digest digest;
  private final ImmutableList<Descriptor> entries;
  private final ImmutableList<Descriptor> blobs;
  private final Optional<Descriptor> subject;

  private RawManifest(byte[] bytes, ObjectNode json, MediaType mediaType) throws IOException {
    this.bytes = bytes.clone();
    this.json = json;
    this.mediaType = mediaType;
    this.digest = Digest.of(bytes);
    this.entries = list("manifests");
    this.blobs =
        ImmutableList.<Descriptor>builder()
            .addAll(one("config").stream().iterator())
            .addAll(list("layers"))
            .addAll(list("blobs"))
            .build();
    this.subject = one("subject");
  }

  /**
   * Reads one. Throws IOException when the bytes are no JSON object, name things by what is no
   * descriptor, claim to be both a manifest and an index (CVE-2021-41190), or are in Docker's
   * format of before 2016.
   *
   * @param declared the media type that came with it; what it says itself must agree
   */
  public static RawManifest parse(byte[] bytes, @Nullable MediaType declared) throws IOException {
    ObjectNode json = Json.parse(bytes, "manifest");
    boolean isIndex = json.has("manifests");
    if (isIndex && (json.has("layers") || json.has("config"))) {
      throw new IOException("manifest is also an index: refused as ambiguous");
    }
    if (json.path("schemaVersion").asInt() == 1) {
      throw new IOException(
          "it is in Docker's image format of before 2016 (schema 1), which is not supported");
    }
    MediaType otherwise = isIndex ? MediaType.OCI_INDEX : MediaType.OCI_MANIFEST;
    return new RawManifest(bytes, json, JsonMediaType.of(json, declared, otherwise));
  }

  private ImmutableList<Descriptor> list(String field) throws IOException {
    ImmutableList.Builder<Descriptor> list = ImmutableList.builder();
    for (JsonNode entry : json.path(field)) {
      list.add(DescriptorJson.read(entry, "entry in `" + field + "` of the manifest"));
    }
    return list.build();
  }

  private Optional<Descriptor> one(String field) throws IOException {
    return json.path(field).isObject()
        ? Optional.of(DescriptorJson.read(json.path(field), "`" + field + "` of the manifest"))
        : Optional.empty();
  }

  /** The bytes as they were read. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public MediaType mediaType() {
    return mediaType;
  }

  public Digest digest() {
    return digest;
  }

  /** Whether it is a list of other manifests. */
  public boolean isIndex() {
    return json.has("manifests");
  }

  /** Whether it is an image of one platform: neither an index nor an artifact. */
  public boolean isImage() {
    String config = json.path("config").path("mediaType").asText("");
    return mediaType.isManifest() && !config.isEmpty() && IMAGE_CONFIGS.contains(config);
  }

  /** What an index lists: manifests and indexes, for all that is known of their types. */
  public ImmutableList<Descriptor> manifests() {
    return entries.stream()
        .filter(entry -> entry.mediaType().isAnyManifest())
        .collect(ImmutableList.toImmutableList());
  }

  /** What else it names: config, layers, and blobs that an index lists, as caches of builds do. */
  public ImmutableList<Descriptor> blobs() {
    return ImmutableList.<Descriptor>builder()
        .addAll(blobs)
        .addAll(entries.stream().filter(entry -> !entry.mediaType().isAnyManifest()).iterator())
        .build();
  }

  /** What this is about, where it is a signature or the like (OCI 1.1). */
  public Optional<Descriptor> subject() {
    return subject;
  }

  public Descriptor descriptor() {
    return new Descriptor(mediaType, digest, bytes.length);
  }

  /** As the list of its subject's referrers has it: with the kind of artifact and annotations. */
  public Descriptor referrer() {
    String config = json.path("config").path("mediaType").asText("");
    String otherwise = IMAGE_CONFIGS.contains(config) ? "" : config;
    String type = json.path("artifactType").asText(otherwise);
    return descriptor()
        .withAnnotations(DescriptorJson.strings(json.path("annotations")))
        .withArtifactType(type.isEmpty() ? null : type);
  }
}
