package dev.jbuild.builder;

import dev.jbuild.cache.ImageKey;
import dev.jbuild.oci.ImageReference;
import java.nio.file.Path;
import java.util.Optional;

/** Where an image is, or is to be. */
public sealed interface ImageLocation {

  /** A name in a registry. */
  record Registry(ImageReference name) implements ImageLocation {
    @Override
    public String toString() {
      return "docker://" + name.familiar();
    }
  }

  /** An image of the local store. */
  record Store(ImageKey key) implements ImageLocation {
    @Override
    public String toString() {
      return "store:" + key;
    }
  }

  /**
   * A directory with an OCI layout.
   *
   * @param name as the layout's index has it, or a digest
   */
  record Layout(Path directory, Optional<String> name) implements ImageLocation {
    @Override
    public String toString() {
      return "oci:" + directory + behindColon(name);
    }
  }

  /** An OCI layout in one tar file. */
  record OciArchive(Path file, Optional<String> name) implements ImageLocation {
    @Override
    public String toString() {
      return "oci-archive:" + file + behindColon(name);
    }
  }

  /** What {@code docker save} writes and {@code docker load} reads. */
  record DockerArchive(Path file, Optional<ImageReference> name) implements ImageLocation {
    @Override
    public String toString() {
      return "docker-archive:" + file + behindColon(name.map(ImageReference::familiar));
    }
  }

  /** Manifest and blobs beside each other, as skopeo's {@code dir:}. */
  record Directory(Path directory) implements ImageLocation {
    @Override
    public String toString() {
      return "dir:" + directory;
    }
  }

  private static String behindColon(Optional<String> name) {
    return name.map(text -> ":" + text).orElse("");
  }
}
