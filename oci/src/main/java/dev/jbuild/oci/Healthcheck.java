package dev.jbuild.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.time.Duration;

/**
 * Docker's {@code Healthcheck}: how to see whether a container works.
 *
 * @param test {@code NONE}, or {@code CMD} and its words, or {@code CMD-SHELL} and one text
 * @param interval zero, as all the others: the default
 */
public record Healthcheck(
    ImmutableList<String> test,
    Duration interval,
    Duration timeout,
    Duration startPeriod,
    Duration startInterval,
    int retries) {

  /** As in an image config: nanoseconds, and nothing for zero. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    json.set("Test", Json.strings(test));
    put(json, "Interval", interval.toNanos());
    put(json, "Timeout", timeout.toNanos());
    put(json, "StartPeriod", startPeriod.toNanos());
    put(json, "StartInterval", startInterval.toNanos());
    put(json, "Retries", retries);
    return json;
  }

  private static void put(ObjectNode json, String field, long value) {
    if (value != 0) {
      json.put(field, value);
    }
  }
}
