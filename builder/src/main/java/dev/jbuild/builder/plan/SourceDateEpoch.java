package dev.jbuild.builder.plan;

import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.Span;
import java.time.Instant;
import java.util.Optional;

/**
 * What SOURCE_DATE_EPOCH says: the time of an image, or what has that time. It is a build argument,
 * or an ARG with a default before the first FROM.
 */
public sealed interface SourceDateEpoch {
  /** The name of the build argument. */
  String NAME = "SOURCE_DATE_EPOCH";

  /** A time. */
  record At(Instant time) implements SourceDateEpoch {}

  /** The time of the build's own context. */
  record MainContext() implements SourceDateEpoch {}

  /** The time of a context that has a name. */
  record NamedFiles(String context) implements SourceDateEpoch {}

  /** The time of what a stage adds: a repository, or a file of a web server. */
  record Added(CopyInput source, Span span) implements SourceDateEpoch {}

  /** Something that has no time, such as an image. */
  record Timeless() implements SourceDateEpoch {}

  /**
   * Reads it; empty where nobody chose anything. Pure.
   *
   * @throws InvalidDockerfileException for what is none of these
   */
  static Optional<SourceDateEpoch> of(Dockerfile file, PlanRequest request)
      throws InvalidDockerfileException {
    return EpochReader.read(file, request);
  }
}
