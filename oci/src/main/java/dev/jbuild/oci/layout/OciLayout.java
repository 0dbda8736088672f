package dev.jbuild.oci.layout;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.blob.BlobDirectory;
import dev.jbuild.oci.blob.Downloads;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.blob.ScratchDirectory;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.ImageSink;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Images in a directory (OCI image spec, image-layout.md). Several processes may use one: what is
 * named is whole at any moment, even after the power failed. Nothing is made before the first
 * write.
 */
public final class OciLayout implements ImageSink, AutoCloseable {
  private static final String BLOBS = "blobs";
  private static final String INDEX = "index";

  private final Path directory;
  private final LockFile locks;
  private final ScratchDirectory scratch;
  private final BlobDirectory blobs;
  private final Path parts;
  private final Downloads downloads;
  private volatile boolean canLink = true;

  public OciLayout(Path directory) {
    this.directory = directory;
    this.locks = LockFile.at(directory.resolve(".lock"));
    this.scratch = new ScratchDirectory(directory, locks);
    this.blobs = new BlobDirectory(directory, scratch);
    this.parts = directory.resolve(".downloads");
    this.downloads = new Downloads(parts, blobs, locks);
  }

  public Path directory() {
    return directory;
  }

  public BlobDirectory blobs() {
    return blobs;
  }

  /** Stores a blob from afar, unless it is here, as {@link Downloads#fetch} does. */
  public void fetch(Descriptor blob, RangedContent source) throws IOException {
    downloads.fetch(blob, source);
  }

  /** The entries of the index, one for each name of an image; empty where nothing was written. */
  public ImmutableList<Descriptor> entries() throws IOException {
    try {
      return ImageIndex.parse(Files.readAllBytes(indexFile()), null).manifests();
    } catch (NoSuchFileException e) {
      return ImmutableList.of();
    } catch (IOException e) {
      throw new IOException("cannot read " + indexFile() + ": " + e.getMessage(), e);
    }
  }

  /** What a name, with {@code latest} where it has no tag, stands for. */
  public Optional<Descriptor> find(ImageReference name) throws IOException {
    return new LayoutEntries(entries()).find(name);
  }

  /**
   * The image an entry stands for, chosen by platform where the entry is an index of several. Empty
   * where there is none for the platform.
   */
  public Optional<Image> image(Descriptor entry, Platform platform) throws IOException {
    if (entry.mediaType().isIndex()) {
      ImageIndex index = ImageIndex.parse(blobs.read(entry), entry.mediaType());
      Optional<Descriptor> manifest = index.select(platform);
      return manifest.isEmpty() ? Optional.empty() : image(manifest.get(), platform);
    }
    Image image = image(entry);
    return platform.accepts(image.platform()) ? Optional.of(image) : Optional.empty();
  }

  /** The image of a manifest. */
  public Image image(Descriptor entry) throws IOException {
    Manifest manifest = Manifest.parse(blobs.read(entry), entry.mediaType());
    return Image.from(manifest, blobs.read(manifest.config()), blobs);
  }

  @Override
  public Digest write(Image image, ImageReference name) throws IOException {
    return write(image, name, _ -> Optional.empty());
  }

  /** Finds files that hold a blob already, so that it can be linked instead of copied. */
  @FunctionalInterface
  public interface LocalBlobs {
    Optional<Path> find(Descriptor blob);
  }

  /** As {@link #write(Image, ImageReference)}, with hard links instead of copies where possible. */
  public Digest write(Image image, ImageReference name, LocalBlobs local) throws IOException {
    try (LockFile.Held _ = locks.shared(BLOBS)) {
      putAll(image, local);
      tag(LayoutFiles.entry(image), name);
      return image.digest();
    }
  }

  /** Stores an image without a name, unless it is here under one. */
  public Digest write(Image image, LocalBlobs local) throws IOException {
    try (LockFile.Held _ = locks.shared(BLOBS)) {
      putAll(image, local);
      update(entries -> entries.with(LayoutFiles.entry(image)));
      return image.digest();
    }
  }

  private void putAll(Image image, LocalBlobs local) throws IOException {
    for (Layer layer : image.layers()) {
      put(layer, local.find(layer.blob()));
    }
    Manifest manifest = image.manifest();
    blobs.put(manifest.config().mediaType(), image.configBytes());
    blobs.put(manifest.mediaType(), manifest.bytes());
  }

  private void put(Layer layer, Optional<Path> local) throws IOException {
    Path file = blobs.path(layer.blob().digest());
    if (local.isPresent() && blobs.contains(layer.blob()) && Files.isSameFile(file, local.get())) {
      return;
    }
    if (local.isPresent() && canLink) {
      canLink = blobs.link(layer.blob().digest(), local.get());
    }
    if (!blobs.contains(layer.blob())) {
      try (InputStream in = layer.open()) {
        blobs.put(layer.blob(), in);
      }
    }
  }

  /** Makes the name stand for what the entry describes, which must be here. */
  public void tag(Descriptor entry, ImageReference name) throws IOException {
    update(entries -> entries.named(entry, name));
  }

  /**
   * Lists what the entry describes, which must be here, under a name as it stands: in the place of
   * what had it. Without a name it is listed once.
   */
  public void list(Descriptor entry, Optional<String> name) throws IOException {
    update(entries -> entries.listed(entry, name));
  }

  /** Removes a name, and then {@link #collect}s. Returns false where there is no such name. */
  public boolean remove(ImageReference name) throws IOException {
    if (find(name).isEmpty()) {
      return false;
    }
    update(entries -> entries.without(name));
    collect();
    return true;
  }

  /**
   * Removes the images without a name that the filter wants, and then {@link #collect}s; returns
   * how many bytes that freed.
   */
  public long removeNameless(Predicate<Descriptor> filter) throws IOException {
    if (entries().stream().anyMatch(filter.and(LayoutNames::isNameless))) {
      update(entries -> entries.withoutNameless(filter));
    }
    return collect();
  }

  /**
   * Deletes the blobs that no entry needs, unless somebody writes images or {@link #keepBlobs
   * keeps} blobs; returns how many bytes they had.
   */
  public long collect() throws IOException {
    if (!Files.exists(blobs.directory())) {
      return 0;
    }
    Optional<LockFile.Held> alone = locks.tryExclusive(BLOBS);
    if (alone.isEmpty()) {
      return 0;
    }
    try (LockFile.Held _ = alone.get()) {
      return scratch.sweep() + new UnreferencedBlobs(blobs).delete(entries());
    }
  }

  /** Keeps all blobs where they are until the result is closed or this process ends. */
  public LockFile.Held keepBlobs() throws IOException {
    return locks.shared(BLOBS);
  }

  private void update(UnaryOperator<LayoutEntries> change) throws IOException {
    try (LockFile.Held _ = locks.exclusive(INDEX)) {
      LayoutEntries before = new LayoutEntries(entries());
      LayoutEntries after = change.apply(before);
      if (before.equals(after)) {
        return;
      }
      Path version = directory.resolve(LayoutFiles.VERSION);
      if (!Files.exists(version)) {
        PendingFile.write(scratch, version, LayoutFiles.version());
      }
      blobs.keepNames();
      PendingFile.write(scratch, indexFile(), ImageIndex.of(after.all()).bytes());
    }
  }

  private Path indexFile() {
    return directory.resolve(LayoutFiles.INDEX);
  }

  /** Removes unfinished files, but for blobs that can go on. What was written stays. */
  @Override
  public void close() throws IOException {
    scratch.close();
    try {
      Files.deleteIfExists(parts);
    } catch (DirectoryNotEmptyException e) {
      return; // for those who go on
    }
  }
}
