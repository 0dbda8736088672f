package dev.jbuild.builder.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.oci.ImageConfig;
import java.util.Optional;

/**
 * All that is to be done for one target, and what the image's config will be.
 *
 * @param vertices only what the target needs; every vertex stands after its inputs
 * @param root whose file system the image has; empty for an image without layers
 * @param config the base's config as the stage's instructions changed it, with the base's own
 *     {@code rootfs} and {@code history}; the new layers and lines are added when they are known
 * @param history what the stage adds to the base's history, in order
 */
public record BuildGraph(
    ImmutableList<Vertex> vertices,
    Optional<VertexId> root,
    ImageConfig config,
    ImmutableList<HistoryStep> history) {

  public Vertex vertex(VertexId id) {
    return vertices.get(id.index());
  }

  /** The vertices whose layers the image has: the root, and what it stands on. */
  public ImmutableSet<VertexId> imageVertices() {
    ImmutableSet.Builder<VertexId> chain = ImmutableSet.builder();
    Optional<VertexId> at = root;
    while (at.isPresent()) {
      chain.add(at.get());
      at = vertex(at.get()).operation().parent();
    }
    return chain.build();
  }
}
