package dev.jbuild.builder.transfer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.layer.RangedContent;
import dev.jbuild.registry.RegistryClient;
import java.io.IOException;
import java.util.Optional;

/** A name in a registry. */
public record RegistrySource(RegistryClient registry, ImageReference name)
    implements ContentSource {
  @Override
  public RawManifest top() throws IOException {
    return registry.manifest(name);
  }

  @Override
  public RawManifest manifest(Descriptor named) throws IOException {
    return registry.manifest(name, named);
  }

  @Override
  public RangedContent blob(Descriptor blob) {
    return registry.content(name, blob);
  }

  @Override
  public ImmutableList<Descriptor> referrers(Digest subject) throws IOException {
    return registry.referrers(name, subject);
  }

  @Override
  public Optional<ImageReference> repository() {
    return Optional.of(name);
  }
}
