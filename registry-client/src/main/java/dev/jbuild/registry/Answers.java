package dev.jbuild.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.jbuild.registry.transport.NetworkException;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads what answers carry. */
final class Answers {
  private static final int SHOWN = 300;
  private static final int LONGEST_ERROR = 64 * 1024;

  private Answers() {}

  /** The whole body; Corrupt if it is longer than the limit. */
  static byte[] bytes(String what, Request request, Response response, int limit)
      throws IOException {
    byte[] bytes;
    try {
      bytes = response.bytes(limit);
    } catch (NetworkException e) {
      throw NetworkFailures.of(what, request, e);
    }
    if (bytes.length > limit) {
      throw new RegistryException.Corrupt(
          what + ": " + request + " sent more than " + limit + " bytes: refused");
    }
    return bytes;
  }

  /** The body as JSON; a missing node where it is none. */
  static JsonNode json(byte[] bytes) throws IOException {
    try {
      return Json.parse(bytes);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** What a refusal says of itself: {@code CODE: message}, or the start of its text. */
  static String reason(Response response) throws IOException {
    byte[] body;
    try {
      body = response.bytes(LONGEST_ERROR);
    } catch (NetworkException e) {
      return ""; // the status says enough
    }
    JsonNode error = json(body).path("errors").path(0);
    String text =
        error.isObject()
            ? error.path("code").asText("") + ": " + error.path("message").asText("")
            : new String(body, StandardCharsets.UTF_8);
    String line = text.replaceAll("<[^>]*>", " ").replaceAll("[\\p{Cc}\\s]+", " ").trim();
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
  }

  /** The Retry-After header (RFC 9110, 10.2.3): seconds or a date. */
  static Optional<Duration> retryAfter(Response response, Clock clock) {
    return response.header("Retry-After").flatMap(text -> pause(text.trim(), clock));
  }

  private static Optional<Duration> pause(String text, Clock clock) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration left = Duration.between(clock.instant(), date.toInstant());
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
