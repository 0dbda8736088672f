package dev.jbuild.cli.option;

import dev.jbuild.oci.ImageReference;

/** Image names on the command line. */
public final class ImageArgument {
  private ImageArgument() {}

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
}
