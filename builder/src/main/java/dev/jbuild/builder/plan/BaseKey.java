package dev.jbuild.builder.plan;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;

/** What an image was asked for by: the same key, the same image within one build. */
public record BaseKey(ImageReference reference, Platform platform) {}
