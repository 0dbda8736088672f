package dev.jbuild.oci.image;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;

/** A layer whose blob comes from a source when it is read. */
public record SourcedLayer(Descriptor blob, DiffId diffId, BlobSource source) implements Layer {
  @Override
  public InputStream open() throws IOException {
    return source.open(blob);
  }

  @Override
  public RangedContent content() {
    return source.content(blob);
  }
}
