package dev.jbuild.builder.base;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.plan.BaseRequest;
import dev.jbuild.builder.plan.ResolvedBase;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.solve.Snapshot;
import dev.jbuild.builder.solve.Workshop;
import dev.jbuild.cache.Cache;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.image.BlobSource;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.registry.RegistryClient;
import dev.jbuild.registry.RegistryException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The images that a build starts from. Reads manifests and configs, and no layer. */
public final class BaseImages implements Workshop.Bases {
  private final Cache cache;
  private final RegistryClient registry;
  private final boolean pull;
  private final LayoutImages layouts;
  private final PolicedSources sources;
  private final Map<Digest, Image> found = new ConcurrentHashMap<>();

  /**
   * Knows no image yet.
   *
   * @param pull ask the registry first, even where the local store has an image of the name
   * @param layouts images that are neither in the store nor in a registry
   * @param sources say which image is taken for which
   */
  public BaseImages(
      Cache cache,
      RegistryClient registry,
      boolean pull,
      LayoutImages layouts,
      PolicedSources sources) {
    this.cache = cache;
    this.registry = registry;
    this.pull = pull;
    this.layouts = layouts;
    this.sources = sources;
  }

  /** Finds the image: in the layout that it stands for, in the local store, or in its registry. */
  public ResolvedBase resolve(BaseRequest request) throws IOException, BuildFailedException {
    ImageReference asked = request.reference();
    ImageReference taken =
        layouts.contains(asked) ? sources.layoutImage(asked) : sources.image(asked);
    Image image = find(taken, request.platform());
    found.put(image.digest(), image);
    for (Layer layer : image.layers()) {
      cache.layers().offer(layer.diffId(), layer.blob(), layer.content());
    }
    return new ResolvedBase(request.reference(), image.digest(), image.config());
  }

  @Override
  public Snapshot snapshot(Operation.BaseImage base) throws IOException {
    Image image = found.get(base.manifest());
    if (image == null) {
      throw new IOException("base image " + base.reference() + " was not resolved");
    }
    return Snapshot.of(image.layers());
  }

  /** The image of a registry; its layers are fetched when they are read. */
  public Image fromRegistry(ImageReference reference, Platform platform) throws IOException {
    Manifest manifest = registry.resolve(reference, platform).manifest();
    byte[] config = config(reference, manifest);
    BlobSource source = new RegistryBlobs(cache.blobs(), registry, reference);
    Image image = Image.from(manifest, config, source);
    ImmutableList<RegistryLayer> layers =
        image.layers().stream()
            .map(layer -> new RegistryLayer(layer.blob(), layer.diffId(), reference, source))
            .collect(ImmutableList.toImmutableList());
    return new Image(manifest, config, layers);
  }

  /** What the local store has under the name of an image that was not found. */
  public Optional<String> nearest(BaseRequest request) throws IOException {
    return cache
        .images()
        .platformOf(request.reference())
        .map(platform ->
            "the local store has it for %s, not for %s: add --platform=%s, or pull the other one"
                .formatted(platform, request.platform(), platform));
  }

  private Image find(ImageReference reference, Platform platform)
      throws IOException, BuildFailedException {
    if (layouts.contains(reference)) {
      return layouts
          .find(reference, platform)
          .orElseThrow(() ->
              new BuildFailedException(
                  "the layout for " + reference.familiar() + " has no image for " + platform));
    }
    Optional<Image> local = pull ? Optional.empty() : cache.images().find(reference, platform);
    if (local.isPresent()) {
      return local.get();
    }
    try {
      return fromRegistry(reference, platform);
    } catch (RegistryException e) {
      if (!pull) {
        throw e;
      }
      return cache.images().find(reference, platform).orElseThrow(() -> e);
    }
  }

  private byte[] config(ImageReference reference, Manifest manifest) throws IOException {
    Descriptor descriptor = manifest.config();
    if (cache.blobs().contains(descriptor)) {
      return cache.blobs().read(descriptor);
    }
    byte[] config = registry.config(reference, manifest);
    cache.blobs().put(descriptor.mediaType(), config);
    return config;
  }
}
