package dev.jbuild.builder.transfer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.archive.ArchiveWriter;
import dev.jbuild.oci.layout.LayoutFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Writes an OCI layout as one tar, for {@code docker load} if wanted. */
public final class ArchiveTarget implements ContentTarget {
  private final ArchiveWriter archive;
  private final boolean forDocker;
  private final Optional<String> name;
  private final List<Descriptor> referrers = new ArrayList<>();

  /**
   * Begins the archive. The caller closes the stream.
   *
   * @param forDocker whether {@code docker load} is to read it: one image then
   */
  public ArchiveTarget(OutputStream out, boolean forDocker, Optional<String> name)
      throws IOException {
    this.archive = new ArchiveWriter(out);
    this.forDocker = forDocker;
    this.name = name;
  }

  @Override
  public int atOnce() {
    return 1;
  }

  /** Throws for what {@code docker load} can't read. */
  public static void checkForDocker(RawManifest top) throws BuildFailedException {
    if (!top.isImage()) {
      throw new BuildFailedException(
          "a docker archive holds images of one platform, not "
              + (top.isIndex() ? "an index: leave out --all" : "an artifact: use oci-archive:"));
    }
  }

  @Override
  public void blob(Descriptor blob, ContentSource source, LongConsumer progress)
      throws IOException {
    archive.blob(blob, () -> CheckedBlob.open(source.blob(blob), blob, progress));
  }

  @Override
  public void manifest(RawManifest manifest) throws IOException {
    archive.blob(manifest.descriptor(), manifest.bytes());
    if (manifest.subject().isPresent()) {
      referrers.add(manifest.descriptor());
    }
  }

  @Override
  public void finish(RawManifest top) throws IOException {
    archive.blob(top.descriptor(), top.bytes());
    byte[] index = LayoutFiles.index(top.descriptor(), name, referrers);
    if (forDocker) {
      Manifest image = Manifest.parse(top.bytes(), top.mediaType());
      archive.finish(index, image, name.map(ImmutableList::of).orElse(ImmutableList.of()));
    } else {
      archive.finish(index);
    }
  }
}
