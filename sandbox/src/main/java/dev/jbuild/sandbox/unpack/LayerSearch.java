package dev.jbuild.sandbox.unpack;

import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.sandbox.LayerKind;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.erofs.ErofsImage;
import dev.jbuild.sandbox.erofs.LayerTree;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds out whether layers can be mounted here, by doing: mounts a tiny one and reads it back. */
public final class LayerSearch {
  private static final int TAR_BYTES = 1024;
  private static final String FILE = "file";

  private final Path directory;
  private final OverlayMode mode;
  private final LayerForm form;

  /**
   * Tries nothing yet.
   *
   * @param directory of the worker's own, where layers will be mounted
   */
  public LayerSearch(Path directory, OverlayMode mode, LayerForm form) {
    this.directory = directory;
    this.mode = mode;
    this.form = form;
  }

  /** The way that is asked for, else the best that works. */
  public LayerDirectories open(Optional<LayerKind> kind) throws IOException {
    if (form != LayerForm.USUAL || kind.equals(Optional.of(LayerKind.UNPACKED))) {
      return unpacked();
    }
    try {
      probe();
    } catch (IOException e) {
      if (kind.isPresent()) {
        throw new SandboxUnavailableException(LayerKind.EROFS.title() + ": " + e.getMessage());
      }
      return unpacked();
    }
    return new MountedLayers(Files.createDirectory(directory.resolve("layers")), mode);
  }

  private LayerDirectories unpacked() {
    return new UnpackedLayers(new LayerUnpacker(mode, form));
  }

  private void probe() throws IOException {
    Path place = Files.createDirectory(directory.resolve("probe"));
    try {
      byte[] content = new byte[TAR_BYTES];
      Arrays.fill(content, (byte) 'x');
      Path tar = Files.write(place.resolve("tar"), content);
      Path image = writeImage(place.resolve("image"), content);
      Path target = Files.createDirectory(place.resolve("mounted"));
      Mounts.erofs(image, tar, target);
      try {
        readBack(target, content);
      } finally {
        Mounts.unmount(target);
      }
    } finally {
      TreeDeletion.delete(place);
    }
  }

  private Path writeImage(Path image, byte[] content) throws IOException {
    LayerTree tree = new LayerTree(mode, LowerRoot.UNSAID, _ -> {});
    Metadata metadata = new Metadata(0600, 0, 0, Metadata.EPOCH);
    tree.file(FILE, metadata, content.length, 0);
    try (OutputStream out = Files.newOutputStream(image)) {
      ErofsImage.write(tree, new DiffId(Digest.of(Digest.hasher())), content.length, out);
    }
    return image;
  }

  private static void readBack(Path target, byte[] content) throws IOException {
    if (!Arrays.equals(Files.readAllBytes(target.resolve(FILE)), content)) {
      throw new IOException("what was read is not what was mounted");
    }
  }
}
