package dev.jbuild.builder.graph;

import java.util.Optional;

/**
 * A line of the image's history to be.
 *
 * @param createdBy as {@code docker history} shows it
 * @param vertex whose layer belongs to the line; empty for what only changes the config
 */
public record HistoryStep(String createdBy, Optional<VertexId> vertex) {}
