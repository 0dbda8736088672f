package dev.jbuild.builder.graph;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.source.Span;
import java.util.Optional;

/**
 * One step of a build.
 *
 * @param name as shown, such as {@code [build 2/5] RUN make}
 * @param span where in the Dockerfile; empty for what stands in none, such as an ONBUILD trigger
 */
public record Vertex(VertexId id, Operation operation, String name, Optional<Span> span) {

  /** The vertices that must be done before this one. */
  public ImmutableList<VertexId> inputs() {
    return operation.inputs();
  }
}
