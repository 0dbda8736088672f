package dev.jbuild.oci.image;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads an image to its last byte and says what is wrong with it. */
public final class ImageValidator {
  private final Image image;
  private final List<String> problems = new ArrayList<>();

  private ImageValidator(Image image) {
    this.image = image;
  }

  /**
   * What is wrong: digests, sizes, counts, tars that cannot be read, lead out of the root or do not
   * fit on each other. Empty for a valid image. Throws IOException when a blob cannot be had.
   */
  public static List<String> problemsOf(Image image) throws IOException {
    ImageValidator validator = new ImageValidator(image);
    validator.checkConfig();
    validator.checkCounts();
    validator.checkLayers();
    return ImmutableList.copyOf(validator.problems);
  }

  private void checkConfig() {
    Descriptor named = image.manifest().config();
    byte[] bytes = image.configBytes();
    require(
        named.size() == bytes.length,
        "the config has " + bytes.length + " bytes, the manifest says " + named.size());
    Digest digest = Digest.of(bytes);
    require(
        named.digest().equals(digest),
        "the config has the digest " + digest + ", the manifest says " + named.digest());
    require(!image.platform().os().isEmpty(), "the config names no operating system");
    require(!image.platform().architecture().isEmpty(), "the config names no architecture");
  }

  private void checkCounts() {
    ImageConfig config = image.config();
    int layers = image.manifest().layers().size();
    require(
        layers == image.layers().size(),
        "the image has " + image.layers().size() + " layers, its manifest " + layers);
    require(
        layers == config.diffIds().size(),
        "the config has "
            + config.diffIds().size()
            + " diffIDs, the manifest "
            + layers
            + " layers");
    long recorded = config.history().stream().filter(entry -> !entry.emptyLayer()).count();
    require(
        config.history().isEmpty() || recorded == layers,
        "the history speaks of " + recorded + " layers, the manifest has " + layers);
  }

  private void checkLayers() throws IOException {
    FileTree tree = FileTree.empty();
    for (int i = 0; i < image.layers().size(); i++) {
      tree = checkLayer(i, image.layers().get(i), tree);
    }
  }

  private FileTree checkLayer(int position, Layer layer, FileTree below) throws IOException {
    String name = "layer " + (position + 1) + " (" + layer.blob().digest() + ")";
    checkNames(position, layer, name);
    try (InputStream in = layer.open()) {
      WrittenLayer read = LayerReader.read(in, layer.blob(), OutputStream.nullOutputStream());
      require(
          read.diffId().equals(layer.diffId()),
          name + " unpacks to " + read.diffId() + ", not to " + layer.diffId());
      return below.with(read.diffId(), read.index());
    } catch (InvalidLayerException | IllegalArgumentException e) {
      problems.add(name + ": " + e.getMessage());
      return below;
    }
  }

  private void checkNames(int position, Layer layer, String name) {
    List<Descriptor> blobs = image.manifest().layers();
    List<DiffId> diffIds = image.config().diffIds();
    boolean isNamed = position < blobs.size() && position < diffIds.size();
    require(
        !isNamed || isSame(blobs.get(position), layer.blob()),
        name + " is not the one that the manifest names");
    require(
        !isNamed || diffIds.get(position).equals(layer.diffId()),
        name + " is not the one that the config names");
  }

  private static boolean isSame(Descriptor one, Descriptor other) {
    return one.digest().equals(other.digest())
        && one.size() == other.size()
        && one.mediaType().equals(other.mediaType());
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
