package dev.jbuild.sandbox;

/** How the root of a command is made of layers that stay as they are; the best first. */
public enum RootKind {
  /** An overlay of the kernel that is told each layer by itself: Linux 6.5 and later. */
  OVERLAY("overlay"),
  /** An overlay of the kernel that is told all layers at once, in a text of at most a page. */
  OVERLAY_OF_ONE_TEXT("overlay (layers in one mount option)"),
  /** An overlay of the program fuse-overlayfs. */
  FUSE_OVERLAY("fuse-overlayfs"),
  /** A copy of the layers for each command, which is compared with them in the end. */
  COPY("copy and compare");

  private final String title;

  RootKind(String title) {
    this.title = title;
  }

  /** As it is shown. */
  public String title() {
    return title;
  }
}
