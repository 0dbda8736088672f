package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.solve.Phase;
import dev.jbuild.builder.transfer.ContentSource;
import dev.jbuild.builder.transfer.Copier;
import dev.jbuild.builder.transfer.PlatformChoice;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.image.BlobSource;
import dev.jbuild.oci.image.Image;
import dev.jbuild.registry.RegistryClient;
import dev.jbuild.registry.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Images wherever they are: copied from place to place, looked at, removed from registries. */
public final class ImageTransfers {
  private final StateDirectories state;
  private final RegistryClient registry;
  private final TransferPlaces places;

  ImageTransfers(StateDirectories state, Cache cache, RegistryClient registry) {
    this.state = state;
    this.registry = registry;
    this.places = new TransferPlaces(cache, registry);
  }

  /** Copies an image, or all that an index lists, byte for byte; gives its digest. */
  public Digest copy(CopyRequest request, EventSink events)
      throws BuildException, RegistryException, InterruptedException {
    return telling(() -> {
      ContentSource source = places.source(request.source(), request.platform());
      RawManifest top = chosen(source, request.platform());
      places.check(request.target(), top);
      return Phase.run(
          "copying " + request.source() + " to " + request.target(),
          events,
          tells ->
              places.fill(
                  request.target(),
                  target -> new Copier(source, target, tells).copy(top, request.referrers())));
    });
  }

  /** The manifest for the platform; without one what the place itself stands for. */
  public RawManifest manifest(ImageLocation location, Optional<Platform> platform)
      throws BuildException, RegistryException, InterruptedException {
    return telling(() -> chosen(places.source(location, platform), platform));
  }

  /** The image for the platform; its layers are read from where it is. */
  public Image image(ImageLocation location, Platform platform)
      throws BuildException, RegistryException, InterruptedException {
    return telling(() -> {
      ContentSource source = places.source(location, Optional.of(platform));
      RawManifest raw = chosen(source, Optional.of(platform));
      Manifest manifest = Manifest.parse(raw.bytes(), raw.mediaType());
      BlobSource blobs = blob -> source.open(blob);
      return Image.from(manifest, read(source, manifest.config()), blobs);
    });
  }

  private static byte[] read(ContentSource source, Descriptor blob) throws IOException {
    try (InputStream in = source.open(blob)) {
      return in.readAllBytes();
    }
  }

  private static RawManifest chosen(ContentSource source, Optional<Platform> platform)
      throws IOException, BuildFailedException {
    RawManifest top = source.top();
    return platform.isEmpty() ? top : PlatformChoice.of(source, top, platform.get());
  }

  /** All tags of a repository, in the registry's order. */
  public ImmutableList<String> tags(ImageReference repository)
      throws RegistryException, IOException {
    return ImmutableList.copyOf(registry.tags(repository));
  }

  /** Removes a tag from a registry; where the name has a digest, the manifest with all its tags. */
  public void delete(ImageReference name) throws IOException {
    registry.delete(name);
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException, BuildException;
  }

  private <T> T telling(Work<T> work)
      throws BuildException, RegistryException, InterruptedException {
    try {
      return work.run();
    } catch (IOException e) {
      throw FailureKinds.of(e, state);
    }
  }
}
