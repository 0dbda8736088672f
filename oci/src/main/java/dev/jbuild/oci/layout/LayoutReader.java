package dev.jbuild.oci.layout;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.blob.VerifiedInputStream;
import dev.jbuild.oci.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An OCI layout that belongs to somebody else: it is read, and nothing in it is ever changed. */
public final class LayoutReader {
  private final Path directory;

  /** Reads nothing yet. */
  public LayoutReader(Path directory) {
    this.directory = directory;
  }

  /** The entries of the index. */
  public ImmutableList<Descriptor> entries() throws IOException {
    return ImageIndex.parse(Files.readAllBytes(directory.resolve(LayoutFiles.INDEX)), null)
        .manifests();
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
    return Image.from(manifest, read(manifest.config()), this::open);
  }

  private ImageIndex index(Descriptor entry) throws IOException {
    return ImageIndex.parse(read(entry), entry.mediaType());
  }

  private byte[] read(Descriptor blob) throws IOException {
    try (InputStream in = open(blob)) {
      return in.readAllBytes();
    }
  }

  private InputStream open(Descriptor blob) throws IOException {
    Path file = directory.resolve("blobs").resolve("sha256").resolve(blob.digest().hex());
    return new VerifiedInputStream(
        Files.newInputStream(file),
        blob.digest(),
        blob.size(),
        fact -> new IOException(file + " is damaged: it " + fact));
  }

  private static Optional<String> name(Descriptor entry) {
    return Optional.ofNullable(entry.annotations().get(LayoutNames.REF_NAME));
  }
}
