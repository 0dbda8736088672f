package dev.jbuild.builder.transfer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.layer.RangedContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** An image of one platform, from wherever it is. */
public record ImageSource(Image image) implements ContentSource {
  @Override
  public RawManifest top() throws IOException {
    return RawManifest.parse(image.manifest().bytes(), image.manifest().mediaType());
  }

  @Override
  public RawManifest manifest(Descriptor named) throws IOException {
    throw new IOException("image " + image.digest() + " has no manifest " + named.digest());
  }

  @Override
  public RangedContent blob(Descriptor blob) {
    if (blob.digest().equals(image.manifest().config().digest())) {
      return RangedContent.of(() -> new ByteArrayInputStream(image.configBytes()));
    }
    return image.layers().stream()
        .filter(layer -> layer.blob().digest().equals(blob.digest()))
        .findFirst()
        .map(Layer::content)
        .orElseThrow(() ->
            new IllegalArgumentException("image " + image.digest() + " has no " + blob.digest()));
  }

  @Override
  public ImmutableList<Descriptor> referrers(Digest subject) {
    return ImmutableList.of();
  }
}
