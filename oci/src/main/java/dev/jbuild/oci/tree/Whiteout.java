package dev.jbuild.oci.tree;

/** Removes {@code path} of the layers below (OCI image spec, layer.md, "Whiteouts"). */
public record Whiteout(String path) implements LayerEntry {}
