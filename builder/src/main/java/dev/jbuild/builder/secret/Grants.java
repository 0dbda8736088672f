package dev.jbuild.builder.secret;

import com.google.common.collect.ImmutableMap;

/**
 * What RUN may see if it asks for it by its id; ADD over ssh has the agent {@code default}.
 *
 * @param secrets of {@code --secret}
 * @param agents of {@code --ssh}
 */
public record Grants(
    ImmutableMap<String, SecretSource> secrets, ImmutableMap<String, AgentSource> agents) {
  /** Nothing. */
  public static Grants none() {
    return new Grants(ImmutableMap.of(), ImmutableMap.of());
  }
}
