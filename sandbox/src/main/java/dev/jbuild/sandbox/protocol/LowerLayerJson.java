package dev.jbuild.sandbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.MediaType;
import dev.jbuild.sandbox.LowerLayer;
import java.nio.file.Path;

/** A {@link LowerLayer} as JSON. */
final class LowerLayerJson {
  private LowerLayerJson() {}

  static ObjectNode write(LowerLayer lower) {
    LowerLayer.Places places = lower.places();
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", lower.id().toString())
        .put("blob", lower.blob().toAbsolutePath().toString())
        .put("type", lower.type().value())
        .put("unpacked", places.unpacked().toAbsolutePath().toString())
        .put("plain", places.plain().toAbsolutePath().toString())
        .put("image", places.image().toAbsolutePath().toString());
  }

  static LowerLayer read(JsonNode json) {
    return new LowerLayer(
        DiffId.parse(json.required("id").asText()),
        path(json, "blob"),
        new MediaType(json.required("type").asText()),
        new LowerLayer.Places(path(json, "unpacked"), path(json, "plain"), path(json, "image")));
  }

  private static Path path(JsonNode json, String name) {
    return Path.of(json.required(name).asText());
  }
}
