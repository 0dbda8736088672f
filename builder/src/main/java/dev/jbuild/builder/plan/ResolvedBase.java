package dev.jbuild.builder.plan;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.ImageReference;

/** An image that a Dockerfile names, found: what the planner must know of it. */
public record ResolvedBase(ImageReference reference, Digest manifest, ImageConfig config) {}
