package dev.jbuild.builder.transfer;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.output.BlobUploads;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.registry.RegistryClient;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Pushes to a registry; blobs that it has in the source's repository are mounted from there. */
public final class RegistryTarget implements ContentTarget {
  private static final int AT_ONCE = 6;

  private final RegistryClient registry;
  private final BlobUploads uploads;
  private final ImageReference name;

  public RegistryTarget(RegistryClient registry, BlobUploads uploads, ImageReference name) {
    this.registry = registry;
    this.uploads = uploads;
    this.name = name;
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  /** Throws where the name has the digest of something else. */
  public static void check(ImageReference name, RawManifest top) throws BuildFailedException {
    boolean isOther = name.digest().filter(wanted -> !wanted.equals(top.digest())).isPresent();
    if (isOther) {
      throw new BuildFailedException(
          "what is to be copied has the digest " + top.digest() + ": leave out the other one");
    }
  }

  @Override
  public void blob(Descriptor blob, ContentSource source, LongConsumer progress)
      throws IOException {
    Optional<String> neighbour =
        source
            .repository()
            .filter(from -> from.registry().equals(name.registry()))
            .map(ImageReference::repository);
    boolean isHere = neighbour.filter(name.repository()::equals).isPresent();
    boolean isMounted =
        isHere || (neighbour.isPresent() && uploads.mount(name, blob, neighbour.get()));
    if (!isMounted) {
      uploads.upload(blob, source.blob(blob), name, progress);
    }
  }

  @Override
  public void manifest(RawManifest manifest) throws IOException {
    push(name.bare().withDigest(manifest.digest()), manifest);
  }

  @Override
  public void finish(RawManifest top) throws IOException {
    push(name, top);
  }

  private void push(ImageReference place, RawManifest manifest) throws IOException {
    registry.pushManifest(place, manifest.mediaType(), manifest.bytes());
  }
}
