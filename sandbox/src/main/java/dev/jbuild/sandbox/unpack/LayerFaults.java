package dev.jbuild.sandbox.unpack;

import dev.jbuild.oci.DiffId;
import dev.jbuild.sandbox.CorruptLayerException;
import dev.jbuild.sandbox.LowerLayer;

/** What is said of blobs that are not the layers that they should be. */
final class LayerFaults {
  private LayerFaults() {}

  static void check(LowerLayer layer, DiffId found) throws CorruptLayerException {
    if (!found.equals(layer.id())) {
      throw corrupt(layer, "its content has the diffID " + found);
    }
  }

  static CorruptLayerException corrupt(LowerLayer layer, String fact) {
    return new CorruptLayerException(
        layer.id(), "layer " + layer.id() + " in " + layer.blob() + " is corrupt: " + fact);
  }
}
