package dev.jbuild.sandbox;

import dev.jbuild.oci.DiffId;

/**
 * A layer's blob is not what its diffID says, cannot be read, or is hostile; nothing of it stays.
 */
public final class CorruptLayerException extends SandboxException {
  private static final long serialVersionUID = 1L;
  private final transient DiffId layer;

  public CorruptLayerException(DiffId layer, String message) {
    super(message);
    this.layer = layer;
  }

  /** Which layer. */
  public DiffId layer() {
    return layer;
  }
}
