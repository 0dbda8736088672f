package dev.jbuild.sandbox;

import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.MediaType;
import java.nio.file.Path;

/**
 * A layer of the root that a command runs in. The worker unpacks it on first need; several
 * processes may ask for the same directory at once.
 *
 * @param id what the uncompressed tar must hash to, or the layer is refused as corrupt
 * @param blob the compressed tar
 * @param type of the blob
 * @param directory where the unpacked layer is or will be; it is there in full or not at all. Its
 *     files belong to sub-ids, so that only {@link Sandbox#deleteTree} can remove it
 */
public record LowerLayer(DiffId id, Path blob, MediaType type, Path directory) {}
