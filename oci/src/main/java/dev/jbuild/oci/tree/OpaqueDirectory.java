package dev.jbuild.oci.tree;

/** Hides what the layers below have in directory {@code path} ("Opaque Whiteout"). */
public record OpaqueDirectory(String path) implements LayerEntry {}
