package dev.jbuild.cli.command;

import dev.jbuild.cache.ImageKey;
import dev.jbuild.cache.StoredImage;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.image.Image;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds images of the local store, or says what is there instead. */
final class StoredImages {
  private static final String LATEST = ":latest";

  private StoredImages() {}

  static Image find(Engine engine, ImageKey name, Platform platform)
      throws IOException, UsageException {
    Optional<Image> found = engine.find(name, platform);
    if (found.isEmpty()) {
      throw new UsageException(missing(engine, name, platform));
    }
    return found.get();
  }

  private static String missing(Engine engine, ImageKey name, Platform platform)
      throws IOException {
    List<StoredImage> all = engine.images();
    Optional<ImageReference> wanted = name.name().map(text -> text.withTag(text.tagOrLatest()));
    String start = "no image " + name + " for " + platform + " in the local store";
    Optional<StoredImage> other =
        all.stream().filter(image -> wanted.isPresent() && wanted.equals(image.name())).findFirst();
    if (other.isPresent()) {
      return start
          + ": it is there for "
          + other.get().platform()
          + "; add --platform "
          + other.get().platform();
    }
    return start
        + Suggestion.clause(bare(name.toString()), names(all))
        + " (see `jbuild images`; `jbuild pull "
        + name
        + "` gets it from its registry)";
  }

  private static List<String> names(List<StoredImage> images) {
    return images.stream()
        .flatMap(image -> image.name().stream())
        .map(image -> bare(image.familiar()))
        .toList();
  }

  /** What all names may end in makes none of them near another. */
  private static String bare(String name) {
    return name.endsWith(LATEST) ? name.substring(0, name.length() - LATEST.length()) : name;
  }

  /** For a name that is not there: the names that are near. */
  static UsageException unknown(Engine engine, ImageKey name) throws IOException {
    List<String> known = names(engine.images());
    return new UsageException(
        "no image "
            + name
            + " in the local store"
            + Suggestion.clause(bare(name.toString()), known));
  }
}
