package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.source.Span;
import java.util.Optional;

/**
 * What a build of a target takes from outside.
 *
 * @param name of the target's stage, in lower case
 * @param description from the comment above the target's FROM
 */
public record Outline(
    Optional<String> name,
    Optional<String> description,
    ImmutableList<Argument> arguments,
    ImmutableList<Mounted> secrets,
    ImmutableList<Mounted> ssh) {

  /**
   * A build argument that has an effect.
   *
   * @param description from the comment above its ARG
   * @param value what it has in this build; may be empty
   */
  public record Argument(String name, Optional<String> description, String value, Span span) {}

  /** A secret or an SSH agent that a RUN mounts. */
  public record Mounted(String name, boolean required, Span span) {}
}
