package dev.jbuild.sandbox;

/** How a layer becomes a directory that a root can be made of; the best first. */
public enum LayerKind {
  /** Mounted: the kernel reads files out of the layer's uncompressed tar. Linux 6.12, real root. */
  EROFS("layers mounted by EROFS"),
  /** Unpacked into a directory. */
  UNPACKED("layers unpacked");

  private final String title;

  LayerKind(String title) {
    this.title = title;
  }

  /** As it is shown. */
  public String title() {
    return title;
  }
}
