package dev.jbuild.oci.blob;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.RangedContent;
import dev.jbuild.oci.layer.TeeInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A blob on its way in; it goes on from what earlier attempts have left. Close it in any case. */
public final class Download implements AutoCloseable {
  private final Descriptor blob;
  private final RangedContent source;
  private final PendingFile file;
  private final Path target;
  private final LockFile.Held held;
  private boolean goesOn;

  Download(
      Descriptor blob, RangedContent source, PendingFile file, Path target, LockFile.Held held) {
    this.blob = blob;
    this.source = source;
    this.file = file;
    this.target = target;
    this.held = held;
    this.goesOn = Files.exists(file.file());
  }

  /**
   * All bytes of the blob, unchecked: those that are here, then the rest, which is written down
   * while it is read.
   */
  public InputStream stream() throws IOException {
    long here = size();
    if (here == 0) {
      return new TeeInputStream(source.open(0), file.output());
    }
    InputStream first = Files.newInputStream(file.file());
    return here < blob.size() ? new Continued(first, this::rest) : first;
  }

  private InputStream rest() throws IOException {
    return new TeeInputStream(source.open(size()), file.output());
  }

  private long size() throws IOException {
    try {
      long size = Files.size(file.file());
      if (size <= blob.size()) {
        return size;
      }
      file.discard();
      return 0;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Fetches what is missing, checks the whole and gives it its name. */
  public void finish() throws IOException {
    try {
      verify();
    } catch (Mismatch e) {
      if (!goesOn) {
        throw source.refused(e.fact);
      }
      goesOn = false;
      finish();
      return;
    }
    commit();
  }

  /** What was fetched is not what was asked for, and gone. */
  private static final class Mismatch extends IOException {
    private static final long serialVersionUID = 1;

    private final String fact;

    Mismatch(String fact) {
      super(fact);
      this.fact = fact;
    }
  }

  private void verify() throws IOException {
    try (InputStream in =
        new VerifiedInputStream(stream(), blob.digest(), blob.size(), this::mismatch)) {
      Buffers.exhaust(in);
    }
  }

  private Mismatch mismatch(String fact) throws IOException {
    file.discard();
    return new Mismatch(fact);
  }

  /** Gives the blob its name. The caller has read and checked the whole {@link #stream}. */
  public void commit() throws IOException {
    file.commit(target);
  }

  /**
   * Says why a layer could not be read: because something else came than the blob, or because the
   * blob is no layer. Where only the leftovers were bad, the blob is here now, to be read again.
   */
  public IOException blame(InvalidLayerException failure) throws IOException {
    boolean trustedLeftovers = goesOn;
    finish();
    return trustedLeftovers && !goesOn
        ? new CorruptBlobException(file.file(), blob.digest(), "its first part was damaged")
        : failure;
  }

  /** Lets others fetch the blob. What has come stays. */
  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      held.close();
    }
  }
}
