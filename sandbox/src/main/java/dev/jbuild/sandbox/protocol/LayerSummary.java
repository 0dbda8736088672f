package dev.jbuild.sandbox.protocol;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.layer.LayerIndexFormat;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.LayerIndex;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A written layer but for its index, which goes through a file beside the blob. */
public record LayerSummary(
    DiffId diffId, MediaType mediaType, Digest digest, long size, long plainSize) {

  /** Leaves the index in the file. */
  public static LayerSummary send(WrittenLayer layer, Path indexFile) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(indexFile))) {
      LayerIndexFormat.write(layer.index(), out);
    }
    Descriptor blob = layer.blob();
    return new LayerSummary(
        layer.diffId(), blob.mediaType(), blob.digest(), blob.size(), layer.plainSize());
  }

  /** Takes the index from the file. */
  public WrittenLayer receive(Path indexFile) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(indexFile))) {
      LayerIndex index = LayerIndexFormat.read(in);
      Files.delete(indexFile);
      return new WrittenLayer(diffId, new Descriptor(mediaType, digest, size), plainSize, index);
    }
  }

  /** Where the index of the layer in this file is left. */
  public static Path indexFile(Path layerFile) {
    return layerFile.resolveSibling(layerFile.getFileName() + ".index");
  }
}
