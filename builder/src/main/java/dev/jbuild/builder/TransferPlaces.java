package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.output.ArchiveFile;
import dev.jbuild.builder.output.BlobUploads;
import dev.jbuild.builder.transfer.ArchiveTarget;
import dev.jbuild.builder.transfer.ContentSource;
import dev.jbuild.builder.transfer.ContentTarget;
import dev.jbuild.builder.transfer.DirectoryTarget;
import dev.jbuild.builder.transfer.FlatDirectory;
import dev.jbuild.builder.transfer.ImageSource;
import dev.jbuild.builder.transfer.LayoutSource;
import dev.jbuild.builder.transfer.LayoutTarget;
import dev.jbuild.builder.transfer.RegistrySource;
import dev.jbuild.builder.transfer.RegistryTarget;
import dev.jbuild.builder.transfer.StoreTarget;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.ImageKey;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.archive.ArchivedImage;
import dev.jbuild.oci.archive.ImageArchive;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.layout.LayoutReader;
import dev.jbuild.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Opens what locations name, to read from or to write to. */
final class TransferPlaces {
  private final Cache cache;
  private final RegistryClient registry;

  TransferPlaces(Cache cache, RegistryClient registry) {
    this.cache = cache;
    this.registry = registry;
  }

  /**
   * Where to read from.
   *
   * @param platform where the place holds images of platforms but no index; else this machine's
   */
  ContentSource source(ImageLocation location, Optional<Platform> platform)
      throws IOException, BuildFailedException {
    return switch (location) {
      case ImageLocation.Registry place -> new RegistrySource(registry, place.name());
      case ImageLocation.Store place -> stored(place.key(), platform.orElse(Platform.host()));
      case ImageLocation.Layout place -> {
        if (!Files.exists(place.directory().resolve("index.json"))) {
          throw new BuildFailedException(
              place.directory() + " is no OCI layout: it has no index.json");
        }
        LayoutReader layout = new LayoutReader(place.directory());
        yield new LayoutSource(layout, place.directory().toString(), place.name());
      }
      case ImageLocation.OciArchive place -> {
        LayoutReader layout = ImageArchive.layout(existing(place.file()));
        yield new LayoutSource(layout, place.file().toString(), place.name());
      }
      case ImageLocation.DockerArchive place -> archived(place, platform.orElse(Platform.host()));
      case ImageLocation.Directory place -> new FlatDirectory(place.directory());
    };
  }

  private static Path existing(Path file) throws BuildFailedException {
    if (!Files.exists(file)) {
      throw new BuildFailedException("there is no archive " + file);
    }
    return file;
  }

  private ContentSource stored(ImageKey key, Platform platform)
      throws IOException, BuildFailedException {
    Optional<Image> image = cache.images().find(key, platform);
    if (image.isEmpty()) {
      throw new BuildFailedException(
          "no image " + key + " for " + platform + " in the local store");
    }
    return new ImageSource(image.get());
  }

  private static ContentSource archived(ImageLocation.DockerArchive place, Platform platform)
      throws IOException, BuildFailedException {
    ImmutableList<ArchivedImage> all = ImageArchive.read(existing(place.file()), platform);
    Optional<String> name =
        place.name().map(given -> given.withTag(given.tagOrLatest()).familiar());
    ImmutableList<ArchivedImage> named =
        all.stream()
            .filter(one -> name.isEmpty() || names(one).contains(name.get()))
            .collect(ImmutableList.toImmutableList());
    if (named.size() != 1) {
      String there =
          all.stream().flatMap(one -> names(one).stream()).collect(Collectors.joining(", "));
      throw new BuildFailedException(
          "%s has not one image %sfor %s; it has: %s"
              .formatted(place.file(), name.map(text -> text + " ").orElse(""), platform, there));
    }
    return new ImageSource(named.getFirst().image());
  }

  private static ImmutableList<String> names(ArchivedImage image) {
    return image.names().stream()
        .map(ImageReference::familiar)
        .collect(ImmutableList.toImmutableList());
  }

  /** Throws where the place can't hold this. */
  void check(ImageLocation location, RawManifest top) throws BuildFailedException {
    switch (location) {
      case ImageLocation.Registry place -> RegistryTarget.check(place.name(), top);
      case ImageLocation.Store place -> {
        named(place);
        StoreTarget.check(top);
      }
      case ImageLocation.DockerArchive _ -> ArchiveTarget.checkForDocker(top);
      case ImageLocation.Directory place -> DirectoryTarget.check(place.directory());
      case ImageLocation.Layout _, ImageLocation.OciArchive _ -> {}
    }
  }

  private static ImageReference named(ImageLocation.Store place) throws BuildFailedException {
    Optional<ImageReference> name = place.key().name().filter(_ -> place.key().isName());
    if (name.isEmpty()) {
      throw new BuildFailedException(place + " is no name: say what the image is to be called");
    }
    return name.get();
  }

  /** Fills a place; gives the digest of what it stands for now. */
  @FunctionalInterface
  interface Filling {
    Digest into(ContentTarget target) throws IOException;
  }

  /** Opens a place, has it filled, and closes it. */
  Digest fill(ImageLocation location, Filling filling) throws IOException, BuildFailedException {
    return switch (location) {
      case ImageLocation.Registry place -> {
        BlobUploads uploads = new BlobUploads(registry, cache.pushes());
        yield filling.into(new RegistryTarget(registry, uploads, place.name()));
      }
      case ImageLocation.Store place -> filling.into(new StoreTarget(cache, named(place)));
      case ImageLocation.Layout place -> {
        try (LayoutTarget target = new LayoutTarget(place.directory(), place.name())) {
          yield filling.into(target);
        }
      }
      case ImageLocation.Directory place ->
          filling.into(new DirectoryTarget(new FlatDirectory(place.directory())));
      case ImageLocation.OciArchive place -> archive(place.file(), false, place.name(), filling);
      case ImageLocation.DockerArchive place -> {
        Optional<String> name =
            place.name().map(given -> given.withTag(given.tagOrLatest()).familiar());
        yield archive(place.file(), true, name, filling);
      }
    };
  }

  private static Digest archive(
      Path file, boolean forDocker, Optional<String> name, Filling filling) throws IOException {
    AtomicReference<Digest> digest = new AtomicReference<>();
    ArchiveFile.write(
        file, out -> digest.set(filling.into(new ArchiveTarget(out, forDocker, name))));
    return digest.get();
  }
}
