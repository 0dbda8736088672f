package dev.jbuild.builder.transfer;

import dev.jbuild.builder.output.ObservedContent;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.layout.OciLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Adds to an OCI layout in a directory; what is there already stays. */
public final class LayoutTarget implements ContentTarget, AutoCloseable {
  private static final int AT_ONCE = 6;

  private final OciLayout layout;
  private final Optional<String> name;
  private final LockFile.Held blobs;

  /** Makes the layout if there is none. */
  public LayoutTarget(Path directory, Optional<String> name) throws IOException {
    this.layout = new OciLayout(directory);
    this.name = name;
    this.blobs = layout.keepBlobs();
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  @Override
  public void blob(Descriptor blob, ContentSource source, LongConsumer progress)
      throws IOException {
    layout.fetch(blob, ObservedContent.counting(source.blob(blob), progress));
  }

  /** A referrer is listed, for it is found by nothing else. */
  @Override
  public void manifest(RawManifest manifest) throws IOException {
    layout.blobs().put(manifest.mediaType(), manifest.bytes());
    if (manifest.subject().isPresent()) {
      layout.list(manifest.descriptor(), Optional.empty());
    }
  }

  @Override
  public void finish(RawManifest top) throws IOException {
    layout.blobs().put(top.mediaType(), top.bytes());
    layout.list(top.descriptor(), name);
  }

  /** Lets go of the layout. */
  @Override
  public void close() throws IOException {
    blobs.close();
    layout.close();
  }
}
