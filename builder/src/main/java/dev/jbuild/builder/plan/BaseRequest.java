package dev.jbuild.builder.plan;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.source.Span;

/**
 * An image that the plan needs.
 *
 * @param span where it is named, for errors
 */
public record BaseRequest(ImageReference reference, Platform platform, Span span) {}
