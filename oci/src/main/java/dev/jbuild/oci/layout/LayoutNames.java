package dev.jbuild.oci.layout;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import java.util.Optional;

/**
 * How an entry of a layout's index carries its image's name.
 *
 * <p>{@code org.opencontainers.image.ref.name} is the name as people write it ({@code app:v1},
 * {@code ghcr.io/team/app:v1}): {@code skopeo inspect oci:DIR:app:v1} and {@code umoci unpack
 * --image DIR:app:v1} compare it as it stands. Their grammar for it (OCI image spec,
 * annotations.md) lacks some names that registries allow, such as {@code a__b} and IPv6 hosts;
 * those are stored, but only jbuild finds them by name. {@code io.containerd.image.name} is the
 * full name, for {@code ctr image import}.
 */
public final class LayoutNames {
  static final String REF_NAME = "org.opencontainers.image.ref.name";
  static final String CONTAINERD_NAME = "io.containerd.image.name";

  private LayoutNames() {}

  /** The name of an entry; empty where it has none or one that is no image reference. */
  public static Optional<ImageReference> of(Descriptor entry) {
    String name = entry.annotations().get(CONTAINERD_NAME);
    String text = name == null ? entry.annotations().get(REF_NAME) : name;
    try {
      return Optional.ofNullable(text).map(ImageReference::parse).map(LayoutNames::tagged);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether nobody gave the entry's image a name, not even one that is no image reference. */
  public static boolean isNameless(Descriptor entry) {
    return !entry.annotations().containsKey(REF_NAME)
        && !entry.annotations().containsKey(CONTAINERD_NAME);
  }

  static boolean isNamed(Descriptor entry, ImageReference name) {
    return of(entry).filter(tagged(name)::equals).isPresent();
  }

  /** The name with its tag spelled out and without a digest. */
  static ImageReference tagged(ImageReference name) {
    return name.withTag(name.tagOrLatest());
  }

  /** The entry under a name as it stands, which need not be that of an image. */
  static Descriptor named(Descriptor entry, String name) {
    return entry.withAnnotations(ImmutableMap.of(REF_NAME, name));
  }

  static Descriptor named(Descriptor entry, ImageReference name) {
    ImageReference tagged = tagged(name);
    return entry.withAnnotations(
        ImmutableMap.of(REF_NAME, tagged.familiar(), CONTAINERD_NAME, tagged.toString()));
  }
}
