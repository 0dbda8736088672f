package dev.jbuild.oci.layer;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.compress.Decompression;
import org.jspecify.annotations.Nullable;

/** What a layer's media type says of its compression, against what its bytes say. */
final class LayerMediaTypes {
  private LayerMediaTypes() {}

  /**
   * The media type that the bytes have. Throws InvalidLayerException if they are compressed in
   * another way than expected, or as no layer is; a plain tar passes for all, as tools differ.
   */
  static MediaType check(Decompression found, @Nullable Descriptor expected)
      throws InvalidLayerException {
    String declared = expected == null ? "" : expected.mediaType().value();
    boolean wrong =
        switch (found) {
          case GZIP -> declared.endsWith("zstd") || declared.endsWith(".tar");
          case ZSTD -> declared.endsWith("gzip") || declared.endsWith(".tar");
          case XZ, BZIP2 -> true;
          case NONE -> false;
        };
    if (wrong) {
      String name = expected == null ? "layer" : "layer " + expected.digest();
      throw new InvalidLayerException(
          name + " is compressed with " + found + ", against its type \"" + declared + "\"");
    }
    return switch (found) {
      case GZIP -> MediaType.OCI_LAYER_GZIP;
      case ZSTD -> MediaType.OCI_LAYER_ZSTD;
      case XZ, BZIP2, NONE -> MediaType.OCI_LAYER;
    };
  }
}
