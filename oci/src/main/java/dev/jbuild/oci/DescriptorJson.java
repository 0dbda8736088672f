package dev.jbuild.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Descriptors and platforms to and from JSON. */
final class DescriptorJson {
  private DescriptorJson() {}

  static Descriptor read(JsonNode node, String what) throws IOException {
    if (!node.isObject() || !node.path("size").canConvertToLong()) {
      throw new IOException(what + " is not a descriptor: " + node);
    }
    try {
      return new Descriptor(
          new MediaType(node.path("mediaType").asText("")),
          Digest.parse(node.path("digest").asText("")),
          node.path("size").longValue(),
          strings(node.path("annotations")),
          list(node.path("urls")),
          platform(node.path("platform")),
          node.path("artifactType").textValue());
    } catch (IllegalArgumentException e) {
      throw new IOException(what + ": " + e.getMessage(), e);
    }
  }

  static ObjectNode write(Descriptor descriptor) {
    ObjectNode node =
        Json.object()
            .put("mediaType", descriptor.mediaType().value())
            .put("digest", descriptor.digest().toString())
            .put("size", descriptor.size());
    if (descriptor.artifactType() != null) {
      node.put("artifactType", descriptor.artifactType());
    }
    if (!descriptor.annotations().isEmpty()) {
      node.set("annotations", Json.strings(descriptor.annotations()));
    }
    if (!descriptor.urls().isEmpty()) {
      node.set("urls", Json.strings(descriptor.urls()));
    }
    Platform platform = descriptor.platform();
    if (platform != null) {
      node.set("platform", write(platform));
    }
    return node;
  }

  private static ObjectNode write(Platform platform) {
    ObjectNode node =
        Json.object().put("architecture", platform.architecture()).put("os", platform.os());
    if (platform.osVersion() != null) {
      node.put("os.version", platform.osVersion());
    }
    if (platform.variant() != null) {
      node.put("variant", platform.variant());
    }
    return node;
  }

  private static @Nullable Platform platform(JsonNode node) {
    if (!node.isObject()) {
      return null;
    }
    return new Platform(
        node.path("os").asText(""),
        node.path("architecture").asText(""),
        node.path("variant").textValue(),
        node.path("os.version").textValue());
  }

  static ImmutableMap<String, String> strings(JsonNode node) {
    ImmutableMap.Builder<String, String> map = ImmutableMap.builder();
    node.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText("")));
    return map.buildOrThrow();
  }

  private static ImmutableList<String> list(JsonNode node) {
    ImmutableList.Builder<String> list = ImmutableList.builder();
    node.forEach(value -> list.add(value.asText("")));
    return list.build();
  }
}
