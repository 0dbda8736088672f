package dev.jbuild.oci.archive;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.layout.LayoutFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** An OCI layout as a tar: what {@code skopeo copy oci-archive:FILE} reads. */
public final class OciArchive {
  private OciArchive() {}

  /**
   * Writes the image under these names, or without a name if there is none. Equal images give equal
   * bytes. Does not close the stream.
   */
  public static void write(Image image, List<ImageReference> names, OutputStream out)
      throws IOException {
    ArchiveWriter archive = new ArchiveWriter(out);
    archive.blobs(image);
    archive.finish(LayoutFiles.index(image, names));
  }
}
