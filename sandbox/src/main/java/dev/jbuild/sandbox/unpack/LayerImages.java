package dev.jbuild.sandbox.unpack;

import com.google.common.io.ByteStreams;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.compress.Decompression;
import dev.jbuild.oci.compress.Decompression.Decompressed;
import dev.jbuild.oci.compress.DigestingInputStream;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.layer.TeeInputStream;
import dev.jbuild.sandbox.CorruptLayerException;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.erofs.ErofsImage;
import dev.jbuild.sandbox.erofs.LayerTree;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * Makes of layers what can be mounted: an uncompressed tar, where there is none yet, and an image
 * over it. There is no image of a tar that has not proved to be the layer.
 */
final class LayerImages {
  private static final int BUFFER = 1 << 17;
  private static final int MAGIC_BYTES = 10;

  private final OverlayMode mode;

  LayerImages(OverlayMode mode) {
    this.mode = mode;
  }

  /** Where the layer's uncompressed tar is or will be: the blob, if it is one. */
  static Path tar(LowerLayer layer) throws IOException {
    try (InputStream blob = Files.newInputStream(layer.blob())) {
      boolean isPlain = Decompression.of(blob.readNBytes(MAGIC_BYTES)) == Decompression.NONE;
      return isPlain ? layer.blob() : layer.places().plain();
    }
  }

  /**
   * Makes sure that the layer's tar and image are there. Only one at a time may make a layer's.
   *
   * @param notes hears of what had to be left out
   * @throws CorruptLayerException when the blob is not the layer
   */
  void make(LowerLayer layer, Consumer<String> notes) throws IOException {
    Path tar = tar(layer);
    if (ErofsImage.isWhole(layer.places().image(), layer.id(), tar)) {
      return;
    }
    Consumer<String> named = note -> notes.accept(layer.id() + ": " + note);
    if (tar.equals(layer.blob())) {
      writeImage(layer, read(layer, tar, OutputStream.nullOutputStream(), named));
    } else if (!imageOfCopy(layer, tar, named)) {
      makeBoth(layer, tar, named);
    }
  }

  private record Content(LayerTree tree, long size) {}

  /** Of a copy that is there already; none, if that has suffered. */
  private boolean imageOfCopy(LowerLayer layer, Path tar, Consumer<String> notes)
      throws IOException {
    if (!Files.exists(tar)) {
      return false;
    }
    Content content;
    try {
      content = read(layer, tar, OutputStream.nullOutputStream(), notes);
    } catch (CorruptLayerException e) {
      Files.deleteIfExists(tar); // made anew from the blob, which has the last word
      return false;
    }
    writeImage(layer, content);
    return true;
  }

  private void makeBoth(LowerLayer layer, Path tar, Consumer<String> notes) throws IOException {
    Files.createDirectories(tar.getParent());
    Aside.removeLeftOf(tar);
    try (Aside aside = Aside.of(tar)) {
      Content content;
      try (OutputStream out = Files.newOutputStream(aside.path())) {
        content = read(layer, layer.blob(), out, notes);
      }
      aside.commit();
      writeImage(layer, content);
    }
  }

  private Content read(LowerLayer layer, Path from, OutputStream copy, Consumer<String> notes)
      throws IOException {
    LayerTree tree = new LayerTree(mode, LowerRoot.UNSAID, notes);
    try (InputStream file = Files.newInputStream(from);
        Decompressed plain = Decompression.open(new BufferedInputStream(file, BUFFER));
        InputStream ahead = new ReadAhead(plain.content())) {
      DigestingInputStream content = new DigestingInputStream(new TeeInputStream(ahead, copy));
      LayerReader.placed(content, tree);
      ByteStreams.exhaust(content);
      LayerFaults.check(layer, new DiffId(content.digest()));
      return new Content(tree, content.count());
    } catch (InvalidLayerException | EOFException | ZipException e) {
      throw LayerFaults.corrupt(layer, String.valueOf(e.getMessage()));
    }
  }

  private static void writeImage(LowerLayer layer, Content content) throws IOException {
    Path image = layer.places().image();
    Aside.removeLeftOf(image);
    try (Aside aside = Aside.of(image)) {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(aside.path()), BUFFER)) {
        ErofsImage.write(content.tree, layer.id(), content.size, out);
      }
      aside.commit();
    }
  }
}
