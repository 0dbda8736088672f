package dev.jbuild.e2e.differ;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * Where things of one build are that are elsewhere in the next, such as {@code {context}}.
 *
 * @param byName what is within another goes before it
 */
public record Places(ImmutableMap<String, String> byName) {

  /** The text with the places for their names. */
  String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> place : byName.entrySet()) {
      filled = filled.replace("{" + place.getKey() + "}", place.getValue());
    }
    return filled;
  }

  /** The text with the names for the places. */
  public String hide(String text) {
    String hidden = text;
    for (Map.Entry<String, String> place : byName.entrySet()) {
      hidden = hidden.replace(place.getValue(), "{" + place.getKey() + "}");
    }
    return hidden;
  }
}
