package dev.jbuild.cli.option;

import dev.jbuild.oci.ImageReference;

/** Names of registries on the command line. */
public final class RegistryArgument {
  private RegistryArgument() {}

  /**
   * The command's first argument, with or without {@code https://}; Docker Hub where it has none.
   */
  public static String of(String where, Arguments arguments) throws UsageException {
    String given = arguments.positional(0).orElse(ImageReference.DOCKER_HUB);
    String host = given.replaceFirst("^https?://", "").replaceFirst("/(v[12]/)?$", "");
    boolean isName = host.matches("[^/]*[.:][^/]*|localhost");
    if (!isName) {
      throw new UsageException(
          where + ": not a registry: \"" + given + "\"; name a host, such as ghcr.io");
    }
    return ImageArgument.parse(where, host + "/any").registry();
  }
}
