package dev.jbuild.oci.layer;

import java.io.IOException;

/** A layer that is damaged, is not the one that was asked for, or holds what no layer may hold. */
public final class InvalidLayerException extends IOException {
  private static final long serialVersionUID = 1;

  /** Says what is wrong with the layer as a whole. */
  public InvalidLayerException(String fact) {
    super(fact);
  }

  /** Says what is wrong with the layer, and what found it. */
  public InvalidLayerException(String fact, IOException cause) {
    super(fact, cause);
  }
}
