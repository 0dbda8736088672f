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
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", lower.id().toString())
        .put("blob", lower.blob().toAbsolutePath().toString())
        .put("type", lower.type().value())
        .put("directory", lower.directory().toAbsolutePath().toString());
  }

  static LowerLayer read(JsonNode json) {
    return new LowerLayer(
        DiffId.parse(json.required("id").asText()),
        Path.of(json.required("blob").asText()),
        new MediaType(json.required("type").asText()),
        Path.of(json.required("directory").asText()));
  }
}
