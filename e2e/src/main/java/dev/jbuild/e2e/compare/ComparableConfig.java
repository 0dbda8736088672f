package dev.jbuild.e2e.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * An image config without the known {@link Differences}, its keys sorted: JSON gives their order no
 * meaning.
 */
final class ComparableConfig {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private ComparableConfig() {}

  static ObjectNode of(JsonNode config, Differences differences) throws IOException {
    ObjectNode kept = (ObjectNode) sorted(config);
    for (String field : differences.fields()) {
      remove(kept, field);
    }
    return kept;
  }

  private static void remove(ObjectNode config, String field) {
    int dot = field.indexOf('.');
    if (dot < 0) {
      config.remove(field);
      return;
    }
    String rest = field.substring(dot + 1);
    JsonNode below = config.path(field.substring(0, dot));
    for (JsonNode node : below.isArray() ? below : JSON.createArrayNode().add(below)) {
      if (node instanceof ObjectNode object) {
        remove(object, rest);
      }
    }
  }

  private static JsonNode sorted(JsonNode node) throws IOException {
    return JSON.readTree(JSON.writeValueAsString(JSON.treeToValue(node, Object.class)));
  }
}
