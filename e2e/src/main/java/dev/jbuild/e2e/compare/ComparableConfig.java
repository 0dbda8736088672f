package dev.jbuild.e2e.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * An image config without what may differ between two good builders. All known and wanted
 * differences stand here, each with its reason:
 *
 * <ul>
 *   <li>times: they say when the build ran, or, from jbuild, nothing but the base's;
 *   <li>{@code rootfs}: digests of layers, which hold times;
 *   <li>the order of keys: JSON gives it no meaning;
 *   <li>the text behind HEALTHCHECK and EXPOSE in the history: Go's print of a structure of
 *       BuildKit's own, which differs between its versions.
 * </ul>
 */
final class ComparableConfig {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private ComparableConfig() {}

  static ObjectNode of(JsonNode config) throws IOException {
    ObjectNode kept = JSON.createObjectNode();
    for (String field : new String[] {"architecture", "os", "variant", "author", "config"}) {
      if (config.has(field)) {
        kept.set(field, sorted(config.get(field)));
      }
    }
    for (JsonNode entry : config.path("history")) {
      ObjectNode line = kept.withArray("history").addObject();
      line.put("created_by", createdBy(entry.path("created_by").asText("")));
      for (String field : new String[] {"comment", "empty_layer"}) {
        if (entry.has(field)) {
          line.set(field, entry.get(field));
        }
      }
    }
    return kept;
  }

  private static String createdBy(String text) {
    return text.replaceFirst("^(HEALTHCHECK|EXPOSE) .*", "$1");
  }

  private static JsonNode sorted(JsonNode node) throws IOException {
    return JSON.readTree(JSON.writeValueAsString(JSON.treeToValue(node, Object.class)));
  }
}
