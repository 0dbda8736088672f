package dev.jbuild.builder.base;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.layout.LayoutReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Images of OCI layouts, under references that stand for nothing else. */
public final class LayoutImages {
  private final Map<ImageReference, Entry> entries = new HashMap<>();

  private record Entry(LayoutReader layout, Descriptor descriptor) {}

  /** Knows one more image; gives the reference that stands for it from here on. */
  public ImageReference add(String name, LayoutReader layout, Descriptor entry) {
    ImageReference reference = ImageReference.parse(name).withDigest(entry.digest());
    entries.put(reference, new Entry(layout, entry));
    return reference;
  }

  /** Whether the reference stands for an image of a layout. */
  boolean contains(ImageReference reference) {
    return entries.containsKey(reference);
  }

  /** The image, unless there is none for the platform. */
  Optional<Image> find(ImageReference reference, Platform platform) throws IOException {
    Entry entry = entries.get(reference);
    return entry == null ? Optional.empty() : entry.layout().image(entry.descriptor(), platform);
  }
}
