package dev.jbuild.oci.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.image.Image;
import java.util.List;
import java.util.Optional;

/** The two files of a layout that are not blobs (OCI image spec, image-layout.md). */
public final class LayoutFiles {
  public static final String VERSION = "oci-layout";
  public static final String INDEX = "index.json";

  private LayoutFiles() {}

  /** The content of {@link #VERSION}. */
  public static byte[] version() {
    return "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8);
  }

  /** An index with an entry for each name of the image, or one without a name. */
  public static byte[] index(Image image, List<ImageReference> names) {
    Descriptor entry = entry(image);
    List<Descriptor> entries =
        names.isEmpty()
            ? ImmutableList.of(entry)
            : names.stream().map(name -> LayoutNames.named(entry, name)).toList();
    return ImageIndex.of(entries).bytes();
  }

  /** An index of this entry under a name as it stands, or without one. */
  public static byte[] index(Descriptor entry, Optional<String> name, List<Descriptor> others) {
    ImmutableList.Builder<Descriptor> all = ImmutableList.builder();
    all.add(name.map(text -> LayoutNames.named(entry, text)).orElse(entry)).addAll(others);
    return ImageIndex.of(all.build()).bytes();
  }

  static Descriptor entry(Image image) {
    return image.manifest().descriptor().withPlatform(image.platform());
  }
}
