package dev.jbuild.cli.option;

import dev.jbuild.cache.ImageKey;
import dev.jbuild.oci.ImageReference;

/** Image names on the command line. */
public final class ImageArgument {
  private ImageArgument() {}

  /** Reads a name in a registry, with {@code docker://} before it or without. */
  public static ImageReference registry(String where, String name) throws UsageException {
    return parse(where, name.startsWith("docker://") ? name.substring("docker://".length()) : name);
  }

  /**
   * Reads a name.
   *
   * @param where it stands, for the message
   */
  public static ImageReference parse(String where, String name) throws UsageException {
    try {
      return ImageReference.parse(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(where + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the name or the ID of an image of the local store.
   *
   * @param where it stands, for the message
   */
  public static ImageKey key(String where, String text) throws UsageException {
    try {
      return ImageKey.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(where + ": " + e.getMessage(), e);
    }
  }
}
