package dev.jbuild.oci.layer;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.tree.LayerIndex;

/**
 * What is known of a layer once its last byte was written.
 *
 * @param blob the compressed blob
 * @param plainSize size of the uncompressed tar in bytes
 */
public record WrittenLayer(DiffId diffId, Descriptor blob, long plainSize, LayerIndex index) {}
