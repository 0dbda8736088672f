package dev.jbuild.builder;

import dev.jbuild.oci.Platform;
import java.util.Optional;

/**
 * What to copy where.
 *
 * @param platform of an index, the image for this one; empty: all that it lists
 * @param referrers take along what refers to it, such as signatures
 */
public record CopyRequest(
    ImageLocation source, ImageLocation target, Optional<Platform> platform, boolean referrers) {}
