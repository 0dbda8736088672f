package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.base.BaseImages;
import dev.jbuild.builder.base.LayoutImages;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.output.BlobUploads;
import dev.jbuild.builder.output.EarlyPush;
import dev.jbuild.builder.output.Puller;
import dev.jbuild.builder.output.Pusher;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.policy.SourcePolicies;
import dev.jbuild.builder.solve.Phase;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.ImageKey;
import dev.jbuild.cache.PrunePolicy;
import dev.jbuild.cache.Pruned;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.cache.StoredImage;
import dev.jbuild.cache.Usage;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.registry.RegistryClient;
import dev.jbuild.registry.RegistryException;
import dev.jbuild.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The images on this machine: what there is, where they go and come from, what they take. */
public final class LocalImages {
  private final StateDirectories state;
  private final Cache cache;
  private final RegistryClient registry;
  private final Sandbox sandbox;

  LocalImages(StateDirectories state, Cache cache, RegistryClient registry, Sandbox sandbox) {
    this.state = state;
    this.cache = cache;
    this.registry = registry;
    this.sandbox = sandbox;
  }

  /** All images under all their names, sorted by name. */
  public ImmutableList<StoredImage> list() throws IOException {
    return cache.images().list();
  }

  /** The image of this name or ID, if there is one for the platform. */
  public Optional<Image> find(ImageKey name, Platform platform) throws IOException {
    return cache.images().find(name, platform);
  }

  /** Pushes an image to where the name says; gives its digest. */
  public Digest push(ImageKey key, ImageReference target, Platform platform, EventSink events)
      throws BuildException, RegistryException, InterruptedException {
    return telling(() -> {
      Image image = existing(key, platform);
      return Phase.run(
          "pushing " + target.familiar(),
          events,
          tells -> {
            BlobUploads uploads = new BlobUploads(registry, cache.pushes());
            try (EarlyPush nothing = new EarlyPush(uploads, ImmutableList.of())) {
              return new Pusher(registry, uploads, nothing, tells).write(image, target);
            }
          });
    });
  }

  /** Pulls an image into the local store; gives its digest. */
  public Digest pull(ImageReference name, Platform platform, EventSink events)
      throws BuildException, RegistryException, InterruptedException {
    return telling(() ->
        Phase.run(
            "pulling " + name.familiar(),
            events,
            tells -> {
              Image image =
                  new BaseImages(
                          cache,
                          registry,
                          true,
                          new LayoutImages(),
                          new PolicedSources(SourcePolicies.none()))
                      .fromRegistry(name, platform);
              new Puller(cache.blobs(), tells).fetch(image);
              return cache.images().write(image, name);
            }));
  }

  /** Writes an image somewhere else, under its name if it is found by that. */
  public void save(ImageKey key, Platform platform, Output output)
      throws BuildException, RegistryException, InterruptedException {
    telling(() -> {
      Image image = existing(key, platform);
      BlobUploads uploads = new BlobUploads(registry, cache.pushes());
      try (EarlyPush nothing = new EarlyPush(uploads, ImmutableList.of())) {
        new Export(cache, registry, uploads, nothing, EventSink.quiet())
            .write(image, ImmutableList.of(output), names(key));
      }
      return image.digest();
    });
  }

  /**
   * Makes an image of one layer from a root file system in a tar archive, plain or compressed;
   * gives its digest.
   */
  public Digest importRoot(Path archive, ImageReference name, Platform platform)
      throws BuildException, RegistryException, InterruptedException {
    return telling(() -> {
      try {
        return cache.images().write(new RootImport(cache).read(archive, platform), name);
      } catch (NoSuchFileException e) {
        throw new BuildFailedException("no archive to import: " + e.getFile(), e);
      } catch (InvalidLayerException e) {
        throw new BuildFailedException(archive + ": " + e.getMessage(), e);
      }
    });
  }

  /** Gives an image one more name. Returns false where there is no image of the first. */
  public boolean tag(ImageKey existing, ImageReference added) throws IOException {
    return cache.images().tag(existing, added);
  }

  /**
   * Removes a name, or an image by its ID if it has no more than one name. Returns false where
   * there is no such image.
   */
  public boolean remove(ImageKey name) throws IOException {
    return cache.images().remove(name);
  }

  /** Removes what the policy names and nobody uses. Images with a name stay. */
  public Pruned prune(PrunePolicy policy)
      throws BuildException, RegistryException, InterruptedException {
    return telling(() -> cache.prune(policy, sandbox::deleteTree));
  }

  /** How much disk images and cache take. */
  public Usage usage() throws IOException {
    return cache.usage();
  }

  /** The key itself, unless it is an ID. */
  private ImmutableList<ImageReference> names(ImageKey key) throws IOException {
    return key.name().isPresent() && cache.images().contains(key.name().get())
        ? ImmutableList.of(key.name().get())
        : ImmutableList.of();
  }

  private Image existing(ImageKey name, Platform platform)
      throws IOException, BuildFailedException {
    return find(name, platform)
        .orElseThrow(() ->
            new BuildFailedException(
                "no image " + name + " for " + platform + " in the local store"));
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
