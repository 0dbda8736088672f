package dev.jbuild.cli.command;

import dev.jbuild.cache.ImageKey;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.image.Image;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.io.IOException;
import java.util.List;

/** Finds images of the local store, or says what is there instead. */
final class StoredImages {
  private StoredImages() {}

  static Image find(Engine engine, ImageKey name, Platform platform)
      throws IOException, UsageException {
    return engine
        .find(name, platform)
        .orElseThrow(() -> new UsageException(missing(name, platform)));
  }

  private static String missing(ImageKey name, Platform platform) {
    return "no image "
        + name
        + " for "
        + platform
        + " in the local store (see `jbuild images`; `jbuild pull "
        + name
        + "` gets it from its registry)";
  }

  /** For a name that is not there: the names that are near. */
  static UsageException unknown(Engine engine, ImageKey name) throws IOException {
    List<String> known =
        engine.images().stream()
            .flatMap(image -> image.name().stream())
            .map(ImageReference::familiar)
            .toList();
    return new UsageException(
        "no image " + name + " in the local store" + Suggestion.clause(name.toString(), known));
  }
}
