package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import dev.jbuild.registry.Manifests.Fetched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/** From a name to the manifest of one platform. */
final class Resolver {
  private static final int DEEPEST = 3;

  private final Manifests manifests;

  Resolver(Manifests manifests) {
    this.manifests = manifests;
  }

  ResolvedImage resolve(Endpoint endpoint, ImageReference image, Platform platform)
      throws IOException {
    Fetched top = manifests.get(endpoint, image, image.manifestKey());
    Fetched current = top;
    for (int depth = 0; depth < DEEPEST; depth++) {
      if (!isIndex(image, current)) {
        return new ResolvedImage(top.digest(), manifest(image, current));
      }
      Descriptor chosen = choose(image, index(image, current), platform);
      current = child(endpoint, image, chosen);
    }
    throw new RegistryException.Unsupported(
        "pull of " + image + ": its indexes are nested more than " + DEEPEST + " deep");
  }

  private Fetched child(Endpoint endpoint, ImageReference image, Descriptor chosen)
      throws IOException {
    Fetched fetched = manifests.get(endpoint, image, chosen.digest().toString());
    if (fetched.bytes().length != chosen.size()) {
      throw new RegistryException.Corrupt(
          "pull of %s: %s has %d bytes, but its index says %d"
              .formatted(image, chosen.digest(), fetched.bytes().length, chosen.size()));
    }
    MediaType declared = fetched.declared() == null ? chosen.mediaType() : fetched.declared();
    return new Fetched(fetched.bytes(), fetched.digest(), declared);
  }

  private static Descriptor choose(ImageReference image, ImageIndex index, Platform platform)
      throws RegistryException {
    Optional<Descriptor> only =
        index.manifests().size() == 1 && index.manifests().getFirst().platform() == null
            ? Optional.of(index.manifests().getFirst())
            : Optional.empty();
    return index
        .select(platform)
        .or(() -> only)
        .orElseThrow(() ->
            new RegistryException.NotFound(
                "pull of %s: there is none for %s; it is there for: %s"
                    .formatted(image, platform, platforms(index))));
  }

  private static String platforms(ImageIndex index) {
    return index.manifests().stream()
        .map(Descriptor::platform)
        .filter(offered -> offered != null && !offered.os().equals("unknown"))
        .map(String::valueOf)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static boolean isIndex(ImageReference image, Fetched fetched) throws IOException {
    MediaType declared = fetched.declared();
    refuseOldSchema(image, fetched);
    if (declared != null) {
      return declared.isIndex();
    }
    return Answers.json(fetched.bytes()).has("manifests");
  }

  private static void refuseOldSchema(ImageReference image, Fetched fetched) throws IOException {
    ImmutableList<MediaType> old =
        ImmutableList.of(MediaType.DOCKER_MANIFEST_V1, MediaType.DOCKER_MANIFEST_V1_SIGNED);
    boolean declaredOld = fetched.declared() != null && old.contains(fetched.declared());
    if (declaredOld || Answers.json(fetched.bytes()).path("schemaVersion").asInt() == 1) {
      throw new RegistryException.Unsupported(
          "pull of "
              + image
              + ": it is stored in Docker's image format of before 2016 (schema 1), which is not"
              + " supported; convert it with `skopeo copy --format oci`");
    }
  }

  private static Manifest manifest(ImageReference image, Fetched fetched) throws IOException {
    return readable(image, fetched, () -> Manifest.parse(fetched.bytes(), fetched.declared()));
  }

  private static ImageIndex index(ImageReference image, Fetched fetched) throws IOException {
    return readable(image, fetched, () -> ImageIndex.parse(fetched.bytes(), fetched.declared()));
  }

  private static <T> T readable(ImageReference image, Fetched fetched, Retries.Operation<T> parsing)
      throws RegistryException {
    try {
      return parsing.run();
    } catch (IOException e) {
      String start =
          new String(
                  fetched.bytes(), 0, Math.min(60, fetched.bytes().length), StandardCharsets.UTF_8)
              .replaceAll("\\p{Cc}", " ");
      throw new RegistryException.Corrupt(
          "pull of " + image + ": " + e.getMessage() + " (it begins: " + start + ")", e);
    }
  }
}
