package dev.jbuild.oci.layer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.tar.TarEntry;
import dev.jbuild.oci.tar.TarReader;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.LayerIndex;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Makes a layer's index, and on the way hashes the content of its files. */
final class IndexingSink implements ArchiveWalk.Sink {
  private final TarReader tar;
  private final ImmutableList.Builder<LayerEntry> entries = ImmutableList.builder();
  private final MessageDigest hasher = Digest.hasher();
  private final byte[] buffer = new byte[1 << 17];

  IndexingSink(TarReader tar) {
    this.tar = tar;
  }

  @Override
  public void file(String path, TarEntry entry) throws IOException {
    InputStream content = tar.content();
    int count;
    while ((count = content.read(buffer)) >= 0) {
      hasher.update(buffer, 0, count);
    }
    Digest digest = Digest.of(hasher);
    entries.add(new RegularFile(path, entry.metadata(), entry.size(), digest, entry.offset()));
  }

  @Override
  public void entry(LayerEntry entry) {
    entries.add(entry);
  }

  LayerIndex index() {
    return new LayerIndex(entries.build());
  }
}
