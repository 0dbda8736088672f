package dev.jbuild.builder.graph;

/** Names a vertex within its graph: its place in the order of {@link BuildGraph#vertices}. */
public record VertexId(int index) {}
