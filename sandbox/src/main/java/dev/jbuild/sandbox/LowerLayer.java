package dev.jbuild.sandbox;

import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.MediaType;
import java.nio.file.Path;

/**
 * A layer of the root that a command runs in. The worker makes of it, on first need, what a root
 * can be made of; several processes may ask for the same at once.
 *
 * @param id what the uncompressed tar must hash to, or the layer is refused as corrupt
 * @param blob the compressed tar
 * @param type of the blob
 * @param places where the worker keeps what it makes
 */
public record LowerLayer(DiffId id, Path blob, MediaType type, Places places) {

  /**
   * Where the forms of a layer are or will be, each there in full or not at all. A layer is either
   * unpacked or has the other two.
   *
   * @param unpacked the unpacked layer. Its files belong to sub-ids, so that only {@link
   *     Sandbox#deleteTree} can remove it
   * @param plain the uncompressed tar; not used where the blob is one itself
   * @param image a file system whose files' content is in the tar
   */
  public record Places(Path unpacked, Path plain, Path image) {
    /** All in one directory. */
    public static Places in(Path directory, String name) {
      return new Places(
          directory.resolve(name),
          directory.resolve(name + ".tar"),
          directory.resolve(name + ".erofs"));
    }
  }
}
