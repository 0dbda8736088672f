package dev.jbuild.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image index (OCI image spec, image-index.md, or Docker's manifest list). Keeps the bytes it
 * was read from.
 */
public final class ImageIndex {
  private final byte[] bytes;
  private final MediaType mediaType;
  private final ImmutableList<Descriptor> manifests;
  private final Digest digest;

  private ImageIndex(byte[] bytes, MediaType mediaType, ImmutableList<Descriptor> manifests) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.manifests = manifests;
    this.digest = Digest.of(bytes);
  }

  /** A new OCI index. */
  public static ImageIndex of(List<Descriptor> manifests) {
    ObjectNode json =
        Json.object().put("schemaVersion", 2).put("mediaType", MediaType.OCI_INDEX.value());
    json.putArray("manifests").addAll(manifests.stream().map(DescriptorJson::write).toList());
    return new ImageIndex(Json.bytes(json), MediaType.OCI_INDEX, ImmutableList.copyOf(manifests));
  }

  /** Reads an index. Throws IOException when the bytes are none, or are a manifest as well. */
  public static ImageIndex parse(byte[] bytes, @Nullable MediaType declared) throws IOException {
    ObjectNode json = Json.parse(bytes, "image index");
    if (json.has("layers") || json.has("config")) {
      throw new IOException("image index also has `layers` or `config`: refused as ambiguous");
    }
    MediaType mediaType = JsonMediaType.of(json, declared, MediaType.OCI_INDEX);
    if (!mediaType.isIndex()) {
      throw new IOException("not an image index: media type " + mediaType);
    }
    ImmutableList.Builder<Descriptor> manifests = ImmutableList.builder();
    for (JsonNode manifest : json.path("manifests")) {
      manifests.add(DescriptorJson.read(manifest, "entry of the image index"));
    }
    return new ImageIndex(bytes.clone(), mediaType, manifests.build());
  }

  /** The same with one more entry; what nobody here knows stays. */
  public ImageIndex with(Descriptor added) throws IOException {
    ObjectNode json = Json.parse(bytes, "image index");
    json.withArray("manifests").add(DescriptorJson.write(added));
    return parse(Json.bytes(json), mediaType);
  }

  /** The same without the entries of this digest; what nobody here knows stays. */
  public ImageIndex without(Digest removed) throws IOException {
    ObjectNode json = Json.parse(bytes, "image index");
    ArrayNode kept = json.putArray("manifests");
    for (JsonNode entry : Json.parse(bytes, "image index").path("manifests")) {
      if (!entry.path("digest").asText("").equals(removed.toString())) {
        kept.add(entry);
      }
    }
    return parse(Json.bytes(json), mediaType);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public MediaType mediaType() {
    return mediaType;
  }

  public ImmutableList<Descriptor> manifests() {
    return manifests;
  }

  public Digest digest() {
    return digest;
  }

  /** The first manifest that runs on the platform: with the asked variant if there is one. */
  public Optional<Descriptor> select(Platform platform) {
    return manifests.stream()
        .filter(manifest -> manifest.platform() != null && platform.equals(manifest.platform()))
        .findFirst()
        .or(() -> manifests.stream().filter(manifest -> runsOn(manifest, platform)).findFirst());
  }

  private static boolean runsOn(Descriptor manifest, Platform platform) {
    Platform offered = manifest.platform();
    return offered != null && platform.accepts(offered);
  }
}
