package dev.jbuild.builder.assemble;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;

/**
 * A layer whose blob has a Docker media type, under the OCI type that means the same.
 *
 * @param original where the blob comes from, unchanged
 */
public record OciTyped(Layer original, Descriptor blob) implements Layer {
  private static final String DOCKER = "application/vnd.docker.image.rootfs.";
  private static final String OCI_NONDISTRIBUTABLE =
      "application/vnd.oci.image.layer.nondistributable.v1.tar";

  private static final ImmutableMap<String, MediaType> OCI =
      ImmutableMap.of(
          DOCKER + "diff.tar", MediaType.OCI_LAYER,
          DOCKER + "diff.tar.gzip", MediaType.OCI_LAYER_GZIP,
          DOCKER + "diff.tar.zstd", MediaType.OCI_LAYER_ZSTD,
          DOCKER + "foreign.diff.tar", new MediaType(OCI_NONDISTRIBUTABLE),
          DOCKER + "foreign.diff.tar.gzip", new MediaType(OCI_NONDISTRIBUTABLE + "+gzip"));

  /** The layer itself, unless its type is Docker's. */
  static Layer of(Layer layer) {
    MediaType type = OCI.get(layer.blob().mediaType().value());
    return type == null ? layer : new OciTyped(layer, layer.blob().withMediaType(type));
  }

  @Override
  public DiffId diffId() {
    return original.diffId();
  }

  @Override
  public InputStream open() throws IOException {
    return original.open();
  }

  @Override
  public RangedContent content() {
    return original.content();
  }
}
