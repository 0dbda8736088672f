package dev.jbuild.builder.policy;

import com.google.common.collect.ImmutableMap;

/**
 * A source as policies see it.
 *
 * @param identifier such as {@code docker-image://docker.io/library/debian:12}
 * @param attributes such as {@code http.checksum}
 */
public record PolicySource(String identifier, ImmutableMap<String, String> attributes) {

  PolicySource updated(String next, ImmutableMap<String, String> changes) {
    return new PolicySource(
        next,
        ImmutableMap.<String, String>builder()
            .putAll(attributes)
            .putAll(changes)
            .buildKeepingLast());
  }

  String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }
}
