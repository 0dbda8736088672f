package dev.jbuild.builder.transfer;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.RawManifest;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the manifest of one platform in indexes. */
public final class PlatformChoice {
  private static final int DEEPEST = 4;

  private PlatformChoice() {}

  /** The manifest for the platform; a lone manifest is taken whatever its platform. */
  public static RawManifest of(ContentSource source, RawManifest top, Platform platform)
      throws IOException, BuildFailedException {
    RawManifest current = top;
    for (int depth = 0; current.isIndex(); depth++) {
      if (depth == DEEPEST) {
        throw new BuildFailedException("indexes are nested more than " + DEEPEST + " deep");
      }
      current = source.manifest(choose(current, platform));
    }
    return current;
  }

  private static Descriptor choose(RawManifest top, Platform platform)
      throws IOException, BuildFailedException {
    ImageIndex index = ImageIndex.parse(top.bytes(), top.mediaType());
    Optional<Descriptor> only =
        index.manifests().size() == 1 && index.manifests().getFirst().platform() == null
            ? Optional.of(index.manifests().getFirst())
            : Optional.empty();
    return index
        .select(platform)
        .or(() -> only)
        .orElseThrow(() ->
            new BuildFailedException(
                "there is no image for %s; there is one for: %s"
                    .formatted(platform, platforms(index))));
  }

  private static String platforms(ImageIndex index) {
    return index.manifests().stream()
        .map(Descriptor::platform)
        .filter(offered -> offered != null && !offered.os().equals("unknown"))
        .map(String::valueOf)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
