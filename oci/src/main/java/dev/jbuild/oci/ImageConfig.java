package dev.jbuild.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image's configuration (OCI image spec, config.md). Immutable; fields not known here, at any
 * level, are kept as they are.
 */
public final class ImageConfig {
  private static final List<String> ORDER =
      List.of(
          "created",
          "author",
          "architecture",
          "variant",
          "os",
          "os.version",
          "os.features",
          "config",
          "rootfs",
          "history");

  private final ObjectNode json;

  private ImageConfig(ObjectNode json) {
    this.json = json;
  }

  /** The config of {@code scratch}: a platform and nothing else. */
  public static ImageConfig scratch(Platform platform) {
    ObjectNode json = Json.object();
    json.put("architecture", platform.architecture()).put("os", platform.os());
    if (platform.variant() != null) {
      json.put("variant", platform.variant());
    }
    json.putObject("config");
    json.set("rootfs", rootfs(List.of()));
    return new ImageConfig(json);
  }

  /** Reads a config blob. Throws IOException that says what is wrong with it. */
  public static ImageConfig parse(byte[] bytes) throws IOException {
    ImageConfig config = new ImageConfig(Json.parse(bytes, "image config"));
    try {
      config.diffIds();
    } catch (IllegalArgumentException e) {
      throw new IOException("image config has an invalid rootfs: " + e.getMessage(), e);
    }
    return config;
  }

  /**
   * The config as JSON, known fields first in the order of the spec: equal configs, equal bytes.
   */
  public byte[] toBytes() {
    ObjectNode ordered = Json.object();
    for (String field : ORDER) {
      if (json.has(field)) {
        ordered.set(field, json.get(field));
      }
    }
    json.properties().forEach(e -> ordered.putIfAbsent(e.getKey(), e.getValue()));
    return Json.bytes(ordered);
  }

  public Platform platform() {
    return new Platform(
        json.path("os").asText("linux"),
        json.path("architecture").asText(""),
        json.path("variant").textValue(),
        json.path("os.version").textValue());
  }

  /** Says that the image runs on another platform than its base. */
  public ImageConfig withPlatform(Platform platform) {
    ObjectNode next = json.deepCopy();
    next.put("os", platform.os()).put("architecture", platform.architecture());
    putOrRemove(next, "variant", platform.variant());
    putOrRemove(next, "os.version", platform.osVersion());
    return new ImageConfig(next);
  }

  private static void putOrRemove(ObjectNode object, String field, @Nullable String value) {
    if (value == null) {
      object.remove(field);
    } else {
      object.put(field, value);
    }
  }

  public ContainerConfig container() {
    return ContainerConfig.of(json.path("config"));
  }

  public ImageConfig withContainer(ContainerConfig next) {
    return with("config", next.json());
  }

  public Optional<String> created() {
    return Optional.ofNullable(json.path("created").textValue());
  }

  public ImageConfig withCreated(Instant created) {
    return with("created", json.textNode(created.toString()));
  }

  public ImageConfig withAuthor(String author) {
    return with("author", json.textNode(author));
  }

  /** The layers, lowest first. */
  public ImmutableList<DiffId> diffIds() {
    ImmutableList.Builder<DiffId> ids = ImmutableList.builder();
    json.path("rootfs").path("diff_ids").forEach(id -> ids.add(DiffId.parse(id.asText(""))));
    return ids.build();
  }

  public ImageConfig withDiffIds(List<DiffId> ids) {
    return with("rootfs", rootfs(ids));
  }

  public ImmutableList<History> history() {
    ImmutableList.Builder<History> entries = ImmutableList.builder();
    for (JsonNode entry : json.path("history")) {
      entries.add(
          new History(
              entry.path("created").textValue(),
              entry.path("created_by").asText(""),
              entry.path("comment").textValue(),
              entry.path("empty_layer").asBoolean()));
    }
    return entries.build();
  }

  /** Appends entries after those that are there, which stay byte for byte. */
  public ImageConfig withMoreHistory(List<History> added) {
    ArrayNode all =
        json.path("history").isArray() ? json.withArray("history").deepCopy() : json.arrayNode();
    for (History entry : added) {
      ObjectNode node = all.addObject();
      if (entry.created() != null) {
        node.put("created", entry.created());
      }
      node.put("created_by", entry.createdBy());
      if (entry.comment() != null) {
        node.put("comment", entry.comment());
      }
      if (entry.emptyLayer()) {
        node.put("empty_layer", true);
      }
    }
    return with("history", all);
  }

  private ImageConfig with(String field, JsonNode value) {
    ObjectNode next = json.deepCopy();
    next.set(field, value);
    return new ImageConfig(next);
  }

  private static ObjectNode rootfs(List<DiffId> ids) {
    ObjectNode rootfs = Json.object().put("type", "layers");
    rootfs.set("diff_ids", Json.strings(ids.stream().map(DiffId::toString).toList()));
    return rootfs;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ImageConfig config && config.json.equals(json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
