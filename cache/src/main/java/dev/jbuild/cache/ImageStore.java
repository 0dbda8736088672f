package dev.jbuild.cache;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
  private final ImageIds ids;
  private LockFile.@Nullable Held reading;

  ImageStore(Path directory, ContentStore cache) {
    this.layout = new OciLayout(directory);
    this.cache = cache;
    this.ids = new ImageIds(layout);
  }

  /** The layout's directory; it may not exist yet. */
  public Path directory() {
    return layout.directory();
  }

  @Override
  public Digest write(Image image, ImageReference name) throws IOException {
    return layout.write(image, name, this::cached);
  }

  /** Stores an image without a name, unless it is here under one. */
  public Digest write(Image image) throws IOException {
    return layout.write(image, this::cached);
  }

  private Optional<Path> cached(Descriptor blob) {
    return cache.contains(blob) ? Optional.of(cache.path(blob.digest())) : Optional.empty();
  }

  /** As {@link #find(ImageKey, Platform)}. */
  public Optional<Image> find(ImageReference name, Platform platform) throws IOException {
    return find(ImageKey.of(name), platform);
  }

  /** Whether an image has this name. */
  public boolean contains(ImageReference name) throws IOException {
    return entry(name).isPresent();
  }

  /**
   * The image of this name or ID, or of this digest where the name has one, if it runs on the
   * platform. Its blobs stay as long as this process runs, even if its name is removed.
   */
  public Optional<Image> find(ImageKey key, Platform platform) throws IOException {
    if (entry(key).isEmpty()) {
      return Optional.empty();
    }
    keepBlobs();
    Optional<Descriptor> entry = entry(key); // once more: it may have gone before they were kept
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Optional<Image> image = layout.image(entry.get(), platform);
    return image.isEmpty() ? image : Optional.of(distrusting(image.get()));
  }

  private Optional<Descriptor> entry(ImageKey key) throws IOException {
    Optional<Descriptor> named = key.name().isEmpty() ? Optional.empty() : entry(key.name().get());
    return named.isPresent() ? named : ids.find(key).map(found -> found.getFirst());
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

  /** Which platform the image of this name runs on, if there is one and it is the only one. */
  public Optional<Platform> platformOf(ImageReference name) throws IOException {
    Optional<Descriptor> entry = layout.find(name).filter(one -> !one.mediaType().isIndex());
    return entry.isPresent() ? Optional.of(layout.image(entry.get()).platform()) : Optional.empty();
  }

  /** All images under all their names, sorted by name. */
  public ImmutableList<StoredImage> list() throws IOException {
    if (layout.entries().isEmpty()) {
      return ImmutableList.of();
    }
    try (LockFile.Held _ = layout.keepBlobs()) {
      return new ImageList(layout).read();
    }
  }

  /** Gives an image one more name. Returns false where there is no image of the first. */
  public boolean tag(ImageKey existing, ImageReference added) throws IOException {
    Optional<Descriptor> entry = entry(existing);
    if (entry.isPresent()) {
      layout.tag(entry.get(), added);
    }
    return entry.isPresent();
  }

  /**
   * Removes a name, or an image by its ID if it has no more than one name, and the blobs that no
   * other image needs; those that another process reads go with a later removal. Returns false
   * where there is no such image.
   */
  public boolean remove(ImageKey key) throws IOException {
    if (key.name().isPresent() && layout.remove(key.name().get())) {
      return true;
    }
    Optional<ImmutableList<Descriptor>> entries = ids.find(key);
    if (entries.isEmpty()) {
      return false;
    }
    List<ImageReference> names =
        entries.get().stream().flatMap(entry -> LayoutNames.of(entry).stream()).toList();
    if (names.size() > 1) {
      throw new IOException(
          "image " + key + " has several names; say which to remove: " + familiar(names));
    }
    if (names.isEmpty()) {
      Digest digest = entries.get().getFirst().digest();
      layout.removeNameless(entry -> entry.digest().equals(digest));
      return true;
    }
    return layout.remove(names.getFirst());
  }

  private static String familiar(List<ImageReference> names) {
    return names.stream().map(ImageReference::familiar).collect(joining(", "));
  }

  /**
   * Deletes the images without a name that were stored before a time, and what no image needs,
   * unless a process reads images; returns the bytes.
   */
  public long collect(Instant before) throws IOException {
    ImmutableSet.Builder<Digest> old = ImmutableSet.builder();
    for (Descriptor entry : layout.entries()) {
      if (LayoutNames.isNameless(entry) && storedAt(entry).isBefore(before)) {
        old.add(entry.digest());
      }
    }
    ImmutableSet<Digest> goes = old.build();
    return layout.removeNameless(entry -> goes.contains(entry.digest()));
  }

  private Instant storedAt(Descriptor entry) throws IOException {
    try {
      return Files.getLastModifiedTime(layout.blobs().path(entry.digest())).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.MIN; // damaged: of no use to anybody
    }
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
