package dev.jbuild.oci;

import org.jspecify.annotations.Nullable;

/**
 * What made a layer, or changed only the config (OCI image spec, config.md, "history").
 *
 * @param created RFC 3339 time
 * @param createdBy as {@code docker history} shows it
 * @param emptyLayer true where no layer belongs to this entry
 */
public record History(
    @Nullable String created, String createdBy, @Nullable String comment, boolean emptyLayer) {}
