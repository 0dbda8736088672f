package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.Vertex;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.parser.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vertices of a graph, as they come. */
final class VertexList {
  private final List<Vertex> vertices = new ArrayList<>();
  private final Map<Operation, VertexId> roots = new HashMap<>();

  VertexId add(Operation operation, String name, Optional<Span> span) {
    VertexId id = new VertexId(vertices.size());
    vertices.add(new Vertex(id, operation, name, span));
    return id;
  }

  /** Adds a root once, however many stages are built on it or copy from it. */
  VertexId addRoot(Operation root, String name, Optional<Span> span) {
    return roots.computeIfAbsent(root, operation -> add(operation, name, span));
  }

  ImmutableList<Vertex> all() {
    return ImmutableList.copyOf(vertices);
  }
}
