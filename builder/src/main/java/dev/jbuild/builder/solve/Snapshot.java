package dev.jbuild.builder.solve;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.ChainId;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.image.Layer;

/**
 * What a vertex gives: a root file system, as layers that may still be elsewhere.
 *
 * @param layers lowest first
 */
public record Snapshot(ImmutableList<Layer> layers) {

  /** The root of no layers. */
  public static Snapshot empty() {
    return of(ImmutableList.of());
  }

  /** The root of an image. */
  public static Snapshot of(ImmutableList<Layer> layers) {
    return new Snapshot(layers);
  }

  /** The root with one more layer. */
  public Snapshot with(Layer layer) {
    return new Snapshot(ImmutableList.<Layer>builder().addAll(layers).add(layer).build());
  }

  /** The layers' uncompressed digests, lowest first. */
  public ImmutableList<DiffId> diffIds() {
    return layers.stream().map(Layer::diffId).collect(toImmutableList());
  }

  /** Names the root by its content; a fixed word for the empty one. */
  String chain() {
    return ChainId.of(diffIds()).map(ChainId::toString).orElse("scratch");
  }
}
