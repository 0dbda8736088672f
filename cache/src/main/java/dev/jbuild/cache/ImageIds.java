package dev.jbuild.cache;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.layout.OciLayout;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds images of a layout by the first digits of their digests. */
final class ImageIds {
  private final OciLayout layout;

  ImageIds(OciLayout layout) {
    this.layout = layout;
  }

  /**
   * The entries of the one image with the ID, of which there is one for each of its names. Empty
   * where there is none; throws IOException where there are several images.
   */
  Optional<ImmutableList<Descriptor>> find(ImageKey key) throws IOException {
    if (key.id().isEmpty()) {
      return Optional.empty();
    }
    ImmutableList<Descriptor> entries = layout.entries();
    Set<Digest> images = new LinkedHashSet<>();
    for (Descriptor entry : entries) {
      if (key.isIdOf(entry.digest()) || isConfigOf(key, entry)) {
        images.add(entry.digest());
      }
    }
    if (images.size() > 1) {
      throw new IOException(
          "image ID " + key + " is ambiguous; write more of it: " + ImmutableList.copyOf(images));
    }
    ImmutableList<Descriptor> found =
        entries.stream()
            .filter(entry -> images.contains(entry.digest()))
            .collect(ImmutableList.toImmutableList());
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private boolean isConfigOf(ImageKey key, Descriptor entry) throws IOException {
    return !entry.mediaType().isIndex()
        && key.isIdOf(layout.image(entry).manifest().config().digest());
  }
}
