package dev.jbuild.oci.tree;

/** One entry of a layer: a file that it brings, or a mark that hides what is below. */
public sealed interface LayerEntry permits FileEntry, Whiteout, OpaqueDirectory {

  /**
   * The path within the root: no leading or trailing slash, no empty, {@code .} or {@code ..} part;
   * the root itself is the empty string.
   */
  String path();
}
