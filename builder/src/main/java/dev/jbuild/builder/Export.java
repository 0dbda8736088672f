package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.output.ArchiveFile;
import dev.jbuild.builder.output.BlobUploads;
import dev.jbuild.builder.output.EarlyPush;
import dev.jbuild.builder.output.Pusher;
import dev.jbuild.builder.solve.Phase;
import dev.jbuild.builder.solve.Roots;
import dev.jbuild.builder.solve.Snapshot;
import dev.jbuild.builder.solve.VertexEvents;
import dev.jbuild.cache.Cache;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.archive.DirectoryExport;
import dev.jbuild.oci.archive.DockerArchive;
import dev.jbuild.oci.archive.OciArchive;
import dev.jbuild.oci.archive.TarArchive;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.ImageSink;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.registry.RegistryClient;
import java.io.IOException;

/** Writes an image to all places that a build names, and tells of each as of a step. */
final class Export {
  private final Cache cache;
  private final RegistryClient registry;
  private final BlobUploads uploads;
  private final EarlyPush early;
  private final EventSink events;

  /**
   * Writes nothing yet.
   *
   * @param early what has been pushed already
   */
  Export(
      Cache cache,
      RegistryClient registry,
      BlobUploads uploads,
      EarlyPush early,
      EventSink events) {
    this.cache = cache;
    this.registry = registry;
    this.uploads = uploads;
    this.early = early;
    this.events = events;
  }

  /** Writes the image to each place, one after the other. */
  void write(Image image, ImmutableList<Output> outputs, ImmutableList<ImageReference> tags)
      throws IOException {
    for (Output output : outputs) {
      Phase.run(describe(output), events, tells -> write(image, output, tags, tells));
    }
  }

  private boolean write(
      Image image, Output output, ImmutableList<ImageReference> tags, VertexEvents tells)
      throws IOException {
    switch (output) {
      case Output.LocalStore _ -> store(image, tags);
      case Output.Registry _ -> each(new Pusher(registry, uploads, early, tells), image, tags);
      case Output.OciArchive archive ->
          ArchiveFile.write(archive.file(), out -> OciArchive.write(image, tags, out));
      case Output.DockerArchive archive ->
          ArchiveFile.write(archive.file(), out -> DockerArchive.write(image, tags, out));
      case Output.RootTar tar ->
          ArchiveFile.write(
              tar.file(), out -> TarArchive.write(tree(image), cache.layers()::open, out));
      case Output.Directory directory ->
          DirectoryExport.write(tree(image), cache.layers()::open, directory.directory())
              .forEach(path -> tells.say("not written, for lack of privileges: /" + path));
    }
    return true;
  }

  private void store(Image image, ImmutableList<ImageReference> tags) throws IOException {
    if (tags.isEmpty()) {
      cache.images().write(image);
    } else {
      each(cache.images(), image, tags);
    }
  }

  private FileTree tree(Image image) throws IOException {
    for (Layer layer : image.layers()) {
      cache.layers().offer(layer.diffId(), layer.blob(), layer.content());
    }
    return new Roots(cache.layers()).tree(Snapshot.of(image.layers()));
  }

  private static void each(ImageSink sink, Image image, ImmutableList<ImageReference> tags)
      throws IOException {
    for (ImageReference tag : tags) {
      sink.write(image, tag);
    }
  }

  private static String describe(Output output) {
    return switch (output) {
      case Output.LocalStore _ -> "exporting to the local image store";
      case Output.Registry _ -> "pushing to the registry";
      case Output.OciArchive archive -> "exporting to OCI archive " + archive.file();
      case Output.DockerArchive archive -> "exporting to Docker archive " + archive.file();
      case Output.RootTar tar -> "exporting the root file system to " + tar.file();
      case Output.Directory directory ->
          "exporting the root file system to " + directory.directory();
    };
  }
}
