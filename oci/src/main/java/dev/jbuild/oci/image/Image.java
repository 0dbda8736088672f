package dev.jbuild.oci.image;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import java.io.IOException;
import java.util.List;

/** An image for one platform: its manifest, its config, and its layers, lowest first. */
public final class Image {
  private final Manifest manifest;
  private final byte[] configBytes;
  private final ImageConfig config;
  private final ImmutableList<Layer> layers;

  /**
   * Throws IOException when the bytes are no image config. Whether the parts belong together is for
   * {@link ImageValidator} to say.
   */
  public Image(Manifest manifest, byte[] configBytes, List<? extends Layer> layers)
      throws IOException {
    this.manifest = manifest;
    this.configBytes = configBytes.clone();
    this.config = ImageConfig.parse(configBytes);
    this.layers = ImmutableList.copyOf(layers);
  }

  /** A new OCI image of this config, whose diffIDs are set to those of the layers. */
  public static Image of(ImageConfig config, List<? extends Layer> layers) throws IOException {
    byte[] bytes = config.withDiffIds(layers.stream().map(Layer::diffId).toList()).toBytes();
    Manifest manifest =
        Manifest.of(
            Descriptor.of(MediaType.OCI_CONFIG, bytes),
            layers.stream().map(Layer::blob).toList(),
            ImmutableMap.of());
    return new Image(manifest, bytes, layers);
  }

  /**
   * An image whose layers' blobs come from a source. Throws IOException when the config is none, or
   * does not name as many layers as the manifest.
   */
  public static Image from(Manifest manifest, byte[] configBytes, BlobSource source)
      throws IOException {
    ImmutableList<DiffId> diffIds = ImageConfig.parse(configBytes).diffIds();
    int count = manifest.layers().size();
    if (diffIds.size() != count) {
      throw new IOException(
          "image "
              + manifest.digest()
              + " has "
              + count
              + " layers in its manifest but "
              + diffIds.size()
              + " in its config");
    }
    ImmutableList.Builder<Layer> layers = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      layers.add(new SourcedLayer(manifest.layers().get(i), diffIds.get(i), source));
    }
    return new Image(manifest, configBytes, layers.build());
  }

  public Manifest manifest() {
    return manifest;
  }

  /** The config blob, byte for byte. */
  public byte[] configBytes() {
    return configBytes.clone();
  }

  public ImageConfig config() {
    return config;
  }

  public ImmutableList<Layer> layers() {
    return layers;
  }

  /** The manifest's digest, which names the image. */
  public Digest digest() {
    return manifest.digest();
  }

  public Platform platform() {
    return config.platform();
  }
}
