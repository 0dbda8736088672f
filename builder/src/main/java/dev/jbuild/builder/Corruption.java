package dev.jbuild.builder;

import dev.jbuild.cache.Cache;
import dev.jbuild.cache.LayerInfo;
import dev.jbuild.oci.blob.CorruptBlobException;
import dev.jbuild.sandbox.CorruptLayerException;
import java.io.IOException;
import java.util.Optional;

/** Damaged blobs of the cache. */
final class Corruption {
  private Corruption() {}

  /** Whether the failure is a damaged blob, which is gone now so that another build makes it. */
  static boolean isHealed(IOException failure, Cache cache) throws IOException {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof CorruptBlobException) {
        return true;
      }
      if (at instanceof CorruptLayerException layer) {
        Optional<LayerInfo> info = cache.layers().info(layer.layer());
        if (info.isPresent()) {
          cache.blobs().remove(info.get().blob().digest());
        }
        return info.isPresent();
      }
    }
    return false;
  }
}
