package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.ContentStore;
import dev.jbuild.oci.History;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.SourcedLayer;
import dev.jbuild.oci.layer.EntryVisitor;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes images of root file systems in tar archives. */
final class RootImport {
  private final Cache cache;

  RootImport(Cache cache) {
    this.cache = cache;
  }

  /** An image of one layer with all that the archive has; the same archive, the same image. */
  Image read(Path archive, Platform platform) throws IOException {
    WrittenLayer layer = layer(archive);
    String created = Metadata.EPOCH.toString();
    History history = new History(created, "jbuild import", null, false);
    ImageConfig config =
        ImageConfig.scratch(platform)
            .withCreated(Metadata.EPOCH)
            .withMoreHistory(ImmutableList.of(history));
    return Image.of(
        config, ImmutableList.of(new SourcedLayer(layer.blob(), layer.diffId(), cache.blobs())));
  }

  private WrittenLayer layer(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive);
        ContentStore.Ingest ingest = cache.blobs().ingest();
        LayerWriter writer = LayerWriter.to(ingest.output(), Compression.GZIP)) {
      ImageArchiveSigns signs = new ImageArchiveSigns();
      LayerReader.entries(in, copyingTo(writer, signs));
      signs.check(archive);
      WrittenLayer layer = writer.finish();
      ingest.commit(layer.blob().digest());
      cache.layers().put(layer);
      return layer;
    }
  }

  private static EntryVisitor copyingTo(LayerWriter writer, ImageArchiveSigns signs) {
    return new EntryVisitor() {
      @Override
      public void file(String path, Metadata metadata, long size, InputStream content)
          throws IOException {
        signs.see(path);
        writer.file(path, metadata, size, () -> content);
      }

      @Override
      public void entry(LayerEntry entry) throws IOException {
        writer.add(entry);
      }
    };
  }
}
