package dev.jbuild.sandbox.unpack;

import dev.jbuild.sandbox.LowerLayer;
import java.util.List;

/** What an unpacked layer looks like. Directories of different forms must not be mixed up. */
public enum LayerForm {
  /** With its owners, and marks that overlays understand where they can be made. */
  USUAL(""),
  /** All files are of one user; who they should belong to is noted. */
  ONE_OWNER("-single"),
  /** With marks that only copying understands, because no others may be made. */
  PLAIN("-plain");

  private final String suffix;

  LayerForm(String suffix) {
    this.suffix = suffix;
  }

  /** The layers in directories that are this form's own. */
  public List<LowerLayer> of(List<LowerLayer> layers) {
    return layers.stream().map(this::of).toList();
  }

  private LowerLayer of(LowerLayer layer) {
    LowerLayer.Places places = layer.places();
    String name = places.unpacked().getFileName() + suffix;
    return new LowerLayer(
        layer.id(),
        layer.blob(),
        layer.type(),
        new LowerLayer.Places(
            places.unpacked().resolveSibling(name), places.plain(), places.image()));
  }
}
