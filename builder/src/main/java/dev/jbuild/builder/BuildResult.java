package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;

/**
 * What came out of a build.
 *
 * @param manifest of the image: its digest is the image's digest
 * @param config digest of the config blob, which Docker calls the image ID
 */
public record BuildResult(Descriptor manifest, Digest config, ImmutableList<ImageReference> tags) {}
