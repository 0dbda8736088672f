package dev.jbuild.builder.assemble;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.builder.graph.HistoryStep;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.builder.solve.Snapshot;
import dev.jbuild.oci.History;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.Layer;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Puts the parts of an image together. The base's layers and history stay as they are. */
public final class ImageAssembler {
  private static final String COMMENT = "buildkit.dockerfile.v0";

  private ImageAssembler() {}

  /**
   * Makes the image.
   *
   * @param snapshots what each vertex gave
   * @param created when the image and its new layers say that they were made
   */
  public static Image assemble(BuildGraph graph, Map<VertexId, Snapshot> snapshots, Instant created)
      throws IOException {
    ImmutableList.Builder<History> history = ImmutableList.builder();
    for (HistoryStep step : graph.history()) {
      history.add(
          new History(created.toString(), step.createdBy(), COMMENT, step.vertex().isEmpty()));
    }
    ImageConfig config = graph.config().withCreated(created).withMoreHistory(history.build());
    return Image.of(config, layers(graph.root(), snapshots));
  }

  private static ImmutableList<Layer> layers(
      Optional<VertexId> root, Map<VertexId, Snapshot> snapshots) {
    Snapshot snapshot =
        root.map(vertex -> snapshots.getOrDefault(vertex, Snapshot.empty()))
            .orElseGet(Snapshot::empty);
    return snapshot.layers().stream().map(OciTyped::of).collect(ImmutableList.toImmutableList());
  }
}
