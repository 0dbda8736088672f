package dev.jbuild.cache;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import java.util.Optional;

/**
 * An image in the local store, under one of its names.
 *
 * @param name empty for an image without any
 * @param created as the config says, RFC 3339
 * @param size of the compressed layers, the config and the manifest in bytes
 */
public record StoredImage(
    Optional<ImageReference> name,
    Descriptor manifest,
    Platform platform,
    Optional<String> created,
    long size) {}
