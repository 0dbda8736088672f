package dev.jbuild.oci.archive;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.blob.VerifiedInputStream;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.layout.LayoutFiles;
import dev.jbuild.oci.layout.LayoutNames;
import dev.jbuild.oci.layout.LayoutReader;
import dev.jbuild.oci.tar.InvalidTarException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads archives of images: what {@code docker save}, {@code skopeo copy} and jbuild itself write,
 * not compressed. Nothing is unpacked; the images read from the file as long as they are used.
 */
public final class ImageArchive {
  private final TarFiles files;

  private ImageArchive(TarFiles files) {
    this.files = files;
  }

  /**
   * The images of the archive that run on the platform. Throws IOException when the file is no such
   * archive, or lacks something that it names.
   */
  public static ImmutableList<ArchivedImage> read(Path tar, Platform platform) throws IOException {
    TarFiles files = files(tar);
    if (files.contains(LayoutFiles.INDEX)) {
      return new ImageArchive(files).layout(platform);
    }
    if (files.contains(DockerArchive.MANIFEST)) {
      return DockerArchiveReader.read(files, platform);
    }
    throw new IOException(
        tar + " is no archive of images: it has neither index.json nor manifest.json");
  }

  /**
   * The OCI layout that an archive holds. Throws IOException when the file is no tar or holds none.
   */
  public static LayoutReader layout(Path tar) throws IOException {
    TarFiles files = files(tar);
    if (!files.contains(LayoutFiles.INDEX)) {
      throw new IOException(tar + " is no archive of an OCI layout: it has no index.json");
    }
    return new LayoutReader(tar, files::open);
  }

  private static TarFiles files(Path tar) throws IOException {
    try {
      return TarFiles.of(tar);
    } catch (InvalidTarException e) {
      throw new IOException(tar + " is no archive of images: " + e.getMessage(), e);
    }
  }

  private ImmutableList<ArchivedImage> layout(Platform platform) throws IOException {
    ImmutableList.Builder<ArchivedImage> images = ImmutableList.builder();
    ImageIndex index = ImageIndex.parse(files.json(LayoutFiles.INDEX), null);
    for (Descriptor entry : index.manifests()) {
      Optional<Image> image = image(entry, platform);
      if (image.isPresent()) {
        images.add(new ArchivedImage(names(entry), image.get()));
      }
    }
    return images.build();
  }

  private static ImmutableList<ImageReference> names(Descriptor entry) {
    return LayoutNames.of(entry).map(ImmutableList::of).orElse(ImmutableList.of());
  }

  private Optional<Image> image(Descriptor entry, Platform platform) throws IOException {
    if (entry.mediaType().isIndex()) {
      ImageIndex index = ImageIndex.parse(bytes(entry), entry.mediaType());
      Optional<Descriptor> manifest = index.select(platform);
      return manifest.isEmpty() ? Optional.empty() : image(manifest.get(), platform);
    }
    Manifest manifest = Manifest.parse(bytes(entry), entry.mediaType());
    Image image = Image.from(manifest, bytes(manifest.config()), this::open);
    return platform.accepts(image.platform()) ? Optional.of(image) : Optional.empty();
  }

  private byte[] bytes(Descriptor blob) throws IOException {
    files.json(ArchiveWriter.path(blob)); // says so when it is too big to be JSON
    try (InputStream in = open(blob)) {
      return in.readAllBytes();
    }
  }

  private InputStream open(Descriptor blob) throws IOException {
    return verified(files, ArchiveWriter.path(blob), blob);
  }

  static InputStream verified(TarFiles files, String name, Descriptor blob) throws IOException {
    return new VerifiedInputStream(
        files.open(name),
        blob.digest(),
        blob.size(),
        fact ->
            new IOException(
                name + " in " + files + " should be " + blob.digest() + " but " + fact));
  }
}
