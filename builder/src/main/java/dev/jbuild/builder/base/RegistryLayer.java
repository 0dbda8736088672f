package dev.jbuild.builder.base;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.image.BlobSource;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;

/**
 * A layer of an image in a registry: fetched when it is read, and mounted where it is pushed to the
 * same registry.
 *
 * @param origin the repository that has it
 */
public record RegistryLayer(
    Descriptor blob, DiffId diffId, ImageReference origin, BlobSource source) implements Layer {
  @Override
  public InputStream open() throws IOException {
    return source.open(blob);
  }

  @Override
  public RangedContent content() {
    return source.content(blob);
  }
}
