package dev.jbuild.oci.layout;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.blob.VerifiedInputStream;
import dev.jbuild.oci.image.BlobSource;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** An OCI layout that belongs to somebody else: it is read, and nothing in it is ever changed. */
public final class LayoutReader implements BlobSource {
  private static final int MOST_JSON_BYTES = 32 << 20;

  private final Path place;
  private final LayoutStorage storage;

  /**
   * Reads nothing yet.
   *
   * @param place for messages
   */
  public LayoutReader(Path place, LayoutStorage storage) {
    this.place = place;
    this.storage = storage;
  }

  /** The layout in a directory. Reads nothing yet. */
  public LayoutReader(Path directory) {
    this(
        directory,
        (path, offset) ->
            Channels.newInputStream(FileChannel.open(directory.resolve(path)).position(offset)));
  }

  /** The entries of the index. */
  public ImmutableList<Descriptor> entries() throws IOException {
    try (InputStream in = storage.open(LayoutFiles.INDEX, 0)) {
      return ImageIndex.parse(in.readAllBytes(), null).manifests();
    }
  }

  /** The names in the index, as they are written. */
  public ImmutableList<String> names() throws IOException {
    return entries().stream().flatMap(entry -> name(entry).stream()).collect(toImmutableList());
  }

  /** The entry of this name. */
  public Optional<Descriptor> find(String name) throws IOException {
    return entries().stream()
        .filter(entry -> name(entry).filter(name::equals).isPresent())
        .findFirst();
  }

  /** The entry of this digest, in the index or in an index that it names. */
  public Optional<Descriptor> find(Digest digest) throws IOException {
    for (Descriptor entry : entries()) {
      if (entry.digest().equals(digest)) {
        return Optional.of(entry);
      }
      if (entry.mediaType().isIndex()) {
        Optional<Descriptor> inner =
            index(entry).manifests().stream()
                .filter(child -> child.digest().equals(digest))
                .findFirst();
        if (inner.isPresent()) {
          return inner;
        }
      }
    }
    return Optional.empty();
  }

  /** The image of an entry; empty where the entry is an index that has none for the platform. */
  public Optional<Image> image(Descriptor entry, Platform platform) throws IOException {
    if (!entry.mediaType().isIndex()) {
      return Optional.of(image(entry));
    }
    Optional<Descriptor> manifest = index(entry).select(platform);
    return manifest.isEmpty() ? Optional.empty() : Optional.of(image(manifest.get()));
  }

  private Image image(Descriptor entry) throws IOException {
    Manifest manifest = Manifest.parse(read(entry), entry.mediaType());
    return Image.from(manifest, read(manifest.config()), this);
  }

  private ImageIndex index(Descriptor entry) throws IOException {
    return ImageIndex.parse(read(entry), entry.mediaType());
  }

  /** The bytes of a manifest or another small blob, checked. */
  public byte[] read(Descriptor blob) throws IOException {
    if (blob.size() > MOST_JSON_BYTES) {
      throw new IOException(
          path(blob) + " in " + place + " has more than " + MOST_JSON_BYTES + " bytes");
    }
    try (InputStream in = open(blob)) {
      return in.readAllBytes();
    }
  }

  @Override
  public InputStream open(Descriptor blob) throws IOException {
    return new VerifiedInputStream(
        storage.open(path(blob), 0),
        blob.digest(),
        blob.size(),
        fact -> content(blob).refused(fact));
  }

  @Override
  public RangedContent content(Descriptor blob) {
    return new RangedContent() {
      @Override
      public InputStream open(long offset) throws IOException {
        return storage.open(path(blob), offset);
      }

      @Override
      public IOException refused(String fact) {
        return new IOException(path(blob) + " in " + place + " is damaged: it " + fact);
      }
    };
  }

  private static String path(Descriptor blob) {
    return "blobs/sha256/" + blob.digest().hex();
  }

  private static Optional<String> name(Descriptor entry) {
    return Optional.ofNullable(entry.annotations().get(LayoutNames.REF_NAME));
  }
}
