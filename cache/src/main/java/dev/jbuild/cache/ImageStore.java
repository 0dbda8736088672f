package dev.jbuild.cache;

import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.blob.DirectoryTree;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.image.BlobSource;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.ImageSink;
import dev.jbuild.oci.layer.RangedContent;
import dev.jbuild.oci.layout.LayoutNames;
import dev.jbuild.oci.layout.OciLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The images that were built, pulled or imported here, by name: an OCI layout that skopeo and umoci
 * read, too (see {@link LayoutNames} for how). Its blobs are hard links to the cache's where the
 * file system allows it.
 */
public final class ImageStore implements ImageSink, AutoCloseable {
  private final OciLayout layout;
  private final ContentStore cache;
  private LockFile.@Nullable Held reading;

  ImageStore(Path directory, ContentStore cache) {
    this.layout = new OciLayout(directory);
    this.cache = cache;
  }

  /** The layout's directory; it may not exist yet. */
  public Path directory() {
    return layout.directory();
  }

  @Override
  public Digest write(Image image, ImageReference name) throws IOException {
    return layout.write(image, name, this::cached);
  }

  private Optional<Path> cached(Descriptor blob) {
    return cache.contains(blob) ? Optional.of(cache.path(blob.digest())) : Optional.empty();
  }

  /**
   * The image of this name, or of this digest where the name has one, if it runs on the platform.
   * Its blobs stay as long as this process runs, even if its name is removed.
   */
  public Optional<Image> find(ImageReference name, Platform platform) throws IOException {
    if (entry(name).isEmpty()) {
      return Optional.empty();
    }
    keepBlobs();
    Optional<Descriptor> entry = entry(name); // once more: it may have gone before they were kept
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Optional<Image> image = layout.image(entry.get(), platform);
    return image.isEmpty() ? image : Optional.of(distrusting(image.get()));
  }

  private Optional<Descriptor> entry(ImageReference name) throws IOException {
    if (name.digest().isEmpty()) {
      return layout.find(name);
    }
    Digest digest = name.digest().get();
    return layout.entries().stream().filter(entry -> entry.digest().equals(digest)).findFirst();
  }

  private synchronized void keepBlobs() throws IOException {
    if (reading == null) {
      reading = layout.keepBlobs();
    }
  }

  /** A damaged blob may be the cache's as well: one file with two names. */
  private Image distrusting(Image image) throws IOException {
    return Image.from(image.manifest(), image.configBytes(), new DistrustedBlobs());
  }

  private final class DistrustedBlobs implements BlobSource {
    @Override
    public InputStream open(Descriptor blob) throws IOException {
      return new DistrustingInputStream(
          layout.blobs().open(blob), () -> cache.remove(blob.digest()));
    }

    @Override
    public RangedContent content(Descriptor blob) {
      return layout.blobs().content(blob);
    }
  }

  /** All images under all their names, sorted by name. */
  public ImmutableList<StoredImage> list() throws IOException {
    if (layout.entries().isEmpty()) {
      return ImmutableList.of();
    }
    try (LockFile.Held _ = layout.keepBlobs()) {
      return describeAll();
    }
  }

  private ImmutableList<StoredImage> describeAll() throws IOException {
    ImmutableList.Builder<StoredImage> images = ImmutableList.builder();
    for (Descriptor entry : layout.entries()) {
      Optional<ImageReference> name = LayoutNames.of(entry);
      if (name.isPresent()) {
        describe(entry, name.get()).ifPresent(images::add);
      }
    }
    return ImmutableList.sortedCopyOf(comparing(image -> image.name().familiar()), images.build());
  }

  private Optional<StoredImage> describe(Descriptor entry, ImageReference name) throws IOException {
    try {
      Optional<Image> image =
          entry.mediaType().isIndex()
              ? layout.image(entry, Platform.host())
              : Optional.of(layout.image(entry));
      return image.map(found -> describe(found, name));
    } catch (IOException e) {
      throw new IOException(
          "image "
              + name.familiar()
              + " is damaged: "
              + e.getMessage()
              + "; make it again or remove it with `jbuild rmi "
              + name.familiar()
              + "`",
          e);
    }
  }

  private static StoredImage describe(Image image, ImageReference name) {
    Descriptor manifest = image.manifest().descriptor();
    long layers = image.manifest().layers().stream().mapToLong(Descriptor::size).sum();
    return new StoredImage(
        name,
        manifest,
        image.platform(),
        image.config().created(),
        layers + image.manifest().config().size() + manifest.size());
  }

  /** Gives an image one more name. Returns false where there is no image of the first. */
  public boolean tag(ImageReference existing, ImageReference added) throws IOException {
    Optional<Descriptor> entry = entry(existing);
    if (entry.isPresent()) {
      layout.tag(entry.get(), added);
    }
    return entry.isPresent();
  }

  /**
   * Removes a name, and the blobs that no other image needs; those that another process reads go
   * with a later removal. Returns false where there is no such name.
   */
  public boolean remove(ImageReference name) throws IOException {
    return layout.remove(name);
  }

  /** Deletes what no image needs, unless a process reads images; returns the bytes. */
  public long collect() throws IOException {
    return layout.collect();
  }

  /** The number of names, and the bytes of all blobs. */
  Usage.Part usage() throws IOException {
    int names = layout.entries().size();
    long bytes = DirectoryTree.size(layout.blobs().directory());
    return new Usage.Part(Usage.Kind.IMAGE, names, bytes);
  }

  @Override
  public synchronized void close() throws IOException {
    if (reading != null) {
      reading.close();
      reading = null;
    }
    layout.close();
  }
}
