package dev.jbuild.oci.tar;

import dev.jbuild.oci.tree.Metadata;

/**
 * An entry as the tar has it: names are neither normalised nor checked.
 *
 * @param linkName empty for what is no link
 * @param size of the content in bytes; 0 for what has none
 * @param offset of the content's first byte in the tar
 * @param major of a device, else 0
 */
public record TarEntry(
    TarType type,
    String name,
    String linkName,
    Metadata metadata,
    long size,
    long offset,
    int major,
    int minor) {}
