package dev.jbuild.oci.tree;

import com.google.common.collect.ImmutableList;

/**
 * What a layer holds, in the order of its tar: a later entry of the same path replaces an earlier.
 */
public record LayerIndex(ImmutableList<LayerEntry> entries) {}
