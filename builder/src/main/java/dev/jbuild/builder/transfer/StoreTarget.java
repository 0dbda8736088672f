package dev.jbuild.builder.transfer;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.output.ObservedContent;
import dev.jbuild.cache.Cache;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.image.Image;
import java.io.IOException;
import java.util.function.LongConsumer;

/** The local store: an image of one platform under a name. */
public final class StoreTarget implements ContentTarget {
  private static final int AT_ONCE = 6;

  private final Cache cache;
  private final ImageReference name;

  public StoreTarget(Cache cache, ImageReference name) {
    this.cache = cache;
    this.name = name;
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  /** Throws for what is no image of one platform. */
  public static void check(RawManifest top) throws BuildFailedException {
    if (!top.isImage()) {
      throw new BuildFailedException(
          "the local store holds images of one platform, not "
              + (top.isIndex() ? "an index: leave out --all" : "an artifact: copy it to oci:DIR"));
    }
  }

  @Override
  public void blob(Descriptor blob, ContentSource source, LongConsumer progress)
      throws IOException {
    cache.blobs().fetch(blob, ObservedContent.counting(source.blob(blob), progress));
  }

  @Override
  public void manifest(RawManifest manifest) throws IOException {
    cache.blobs().put(manifest.mediaType(), manifest.bytes());
  }

  @Override
  public void finish(RawManifest top) throws IOException {
    Manifest manifest = Manifest.parse(top.bytes(), top.mediaType());
    byte[] config = cache.blobs().read(manifest.config());
    cache.images().write(Image.from(manifest, config, cache.blobs()), name);
  }
}
