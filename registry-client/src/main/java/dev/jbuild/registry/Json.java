package dev.jbuild.registry;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reading of JSON; apart from those who read it, because making a mapper takes its time. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** A file of the user's. What it holds may be secret, so no message quotes it. */
  static JsonNode read(Path file) throws IOException {
    try {
      return parse(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
      throw new RegistryException.Misconfigured(
          file + place + ": not valid JSON: mend it, or move the file away and log in again", e);
    }
  }

  /** Throws JsonProcessingException when the bytes are no JSON. */
  static JsonNode parse(byte[] bytes) throws IOException {
    return MAPPER.readTree(bytes);
  }
}
