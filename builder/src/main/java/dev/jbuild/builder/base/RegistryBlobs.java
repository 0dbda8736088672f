package dev.jbuild.builder.base;

import dev.jbuild.cache.ContentStore;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.image.BlobSource;
import dev.jbuild.oci.layer.RangedContent;
import dev.jbuild.registry.RegistryClient;
import java.io.IOException;
import java.io.InputStream;

/** The blobs of a repository: from the cache where they are there, else from the registry. */
record RegistryBlobs(ContentStore cache, RegistryClient registry, ImageReference repository)
    implements BlobSource {
  @Override
  public InputStream open(Descriptor blob) throws IOException {
    return cache.contains(blob) ? cache.open(blob) : registry.blob(repository, blob);
  }

  @Override
  public RangedContent content(Descriptor blob) {
    RangedContent afar = registry.content(repository, blob);
    return new RangedContent() {
      @Override
      public InputStream open(long offset) throws IOException {
        return (cache.contains(blob) ? cache.content(blob) : afar).open(offset);
      }

      @Override
      public IOException refused(String fact) {
        return afar.refused(fact);
      }
    };
  }
}
