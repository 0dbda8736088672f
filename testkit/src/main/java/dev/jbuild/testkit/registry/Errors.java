package dev.jbuild.testkit.registry;

import java.nio.charset.StandardCharsets;

/** Bodies of refusals (distribution spec, "Error Codes"). */
final class Errors {
  private Errors() {}

  static byte[] of(String code, String message) {
    return "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}"
        .formatted(code, message)
        .getBytes(StandardCharsets.UTF_8);
  }
}
