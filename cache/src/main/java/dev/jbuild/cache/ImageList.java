package dev.jbuild.cache;

import static com.google.common.collect.Comparators.emptiesLast;
import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.layout.LayoutNames;
import dev.jbuild.oci.layout.OciLayout;
import java.io.IOException;
import java.util.Optional;

/** Reads what {@code jbuild images} shows. */
final class ImageList {
  private final OciLayout layout;

  ImageList(OciLayout layout) {
    this.layout = layout;
  }

  /** All images under all their names, sorted by name, those without one last. */
  ImmutableList<StoredImage> read() throws IOException {
    ImmutableList.Builder<StoredImage> images = ImmutableList.builder();
    for (Descriptor entry : layout.entries()) {
      Optional<ImageReference> name = LayoutNames.of(entry);
      if (name.isPresent() || LayoutNames.isNameless(entry)) {
        describe(entry, name).ifPresent(images::add);
      }
    }
    return ImmutableList.sortedCopyOf(
        comparing(StoredImage::name, emptiesLast(comparing(ImageReference::familiar))),
        images.build());
  }

  private Optional<StoredImage> describe(Descriptor entry, Optional<ImageReference> name)
      throws IOException {
    try {
      Optional<Image> image =
          entry.mediaType().isIndex()
              ? layout.image(entry, Platform.host())
              : Optional.of(layout.image(entry));
      return image.map(found -> describe(found, name));
    } catch (IOException e) {
      String shown = name.map(ImageReference::familiar).orElse(entry.digest().shortHex());
      throw new IOException(
          "image "
              + shown
              + " is damaged: "
              + e.getMessage()
              + "; make it again or remove it with `jbuild rmi "
              + shown
              + "`",
          e);
    }
  }

  private static StoredImage describe(Image image, Optional<ImageReference> name) {
    Descriptor manifest = image.manifest().descriptor();
    long layers = image.manifest().layers().stream().mapToLong(Descriptor::size).sum();
    return new StoredImage(
        name,
        manifest,
        image.platform(),
        image.config().created(),
        layers + image.manifest().config().size() + manifest.size());
  }
}
