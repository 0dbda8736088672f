package dev.jbuild.registry;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.Manifest;

/**
 * What a name stands for at the moment.
 *
 * @param topDigest of what the name itself points to: an index, or the manifest
 * @param manifest of the image for the asked platform
 */
public record ResolvedImage(Digest topDigest, Manifest manifest) {}
