package dev.jbuild.cache;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.blob.BlobDirectory;
import dev.jbuild.oci.blob.Download;
import dev.jbuild.oci.blob.Downloads;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.image.BlobSource;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Blobs by digest. Shared by several processes; readers never see a partial blob. */
public final class ContentStore implements BlobSource {
  private final BlobDirectory blobs;
  private final Downloads downloads;
  private final Session session;

  ContentStore(BlobDirectory blobs, Downloads downloads, Session session) {
    this.blobs = blobs;
    this.downloads = downloads;
    this.session = session;
  }

  /** Whether the blob is here with the right size. Reads no content. */
  public boolean contains(Descriptor blob) {
    return blobs.contains(blob);
  }

  /** As {@link #contains}; and what is here stays as long as this process runs. */
  public boolean use(Descriptor blob) throws IOException {
    session.begin();
    Optional<BasicFileAttributes> found = blobs.find(blob);
    if (found.isPresent()) {
      session.use(path(blob.digest()), found.get().lastModifiedTime());
    }
    return found.isPresent();
  }

  /** Where the blob is, or would be. */
  public Path path(Digest digest) {
    return blobs.path(digest);
  }

  /**
   * The blob's bytes, checked while they are read: the end throws CorruptBlobException when they
   * are not what the descriptor says, and removes the blob. Throws NoSuchFileException where there
   * is none. The caller closes the stream.
   */
  @Override
  public InputStream open(Descriptor blob) throws IOException {
    use(blob);
    return blobs.open(blob);
  }

  @Override
  public RangedContent content(Descriptor blob) {
    return offset -> {
      use(blob);
      return blobs.content(blob).open(offset);
    };
  }

  /** The bytes of a small blob, checked. */
  public byte[] read(Descriptor blob) throws IOException {
    use(blob);
    return blobs.read(blob);
  }

  /** A blob that is going to be written, and gets its name when its digest is known. */
  public Ingest ingest() throws IOException {
    session.begin();
    return new Ingest(blobs.pending());
  }

  /** Stores these bytes. Idempotent: success means that they are here. */
  public Descriptor put(MediaType mediaType, byte[] bytes) throws IOException {
    session.begin();
    return blobs.put(mediaType, bytes);
  }

  /**
   * Stores what the stream holds if it proves to be the blob, else throws IOException. Idempotent.
   * The caller closes the stream.
   */
  public void put(Descriptor blob, InputStream bytes) throws IOException {
    session.begin();
    blobs.put(blob, bytes);
  }

  /** Stores a blob from afar, unless it is here, as {@link Downloads#fetch} does. */
  public void fetch(Descriptor blob, RangedContent source) throws IOException {
    if (!use(blob)) {
      downloads.fetch(blob, source);
    }
  }

  /** A blob from afar that the caller reads while it is stored. Close it in any case. */
  Download download(Descriptor blob, RangedContent source) throws IOException {
    session.begin();
    return downloads.begin(blob, source);
  }

  /** Removes a blob, if it is here. */
  public void remove(Digest digest) throws IOException {
    blobs.remove(digest);
  }

  /** A blob on its way in. Close it in any case; without a commit nothing remains of it. */
  public final class Ingest implements AutoCloseable {
    private final PendingFile pending;

    private Ingest(PendingFile pending) {
      this.pending = pending;
    }

    /** Where to write the bytes, for writers that want a path; nothing is there yet. */
    public Path file() {
      return pending.file();
    }

    /** The file's stream, unbuffered; the same each time. Commit and close also close it. */
    public OutputStream output() throws IOException {
      return pending.output();
    }

    /**
     * Makes the blob durable and gives it its name. The caller has computed the digest of what was
     * written. Idempotent: a blob of that name and size that is here already stays.
     */
    public void commit(Digest digest) throws IOException {
      blobs.commit(pending, digest);
    }

    @Override
    public void close() throws IOException {
      pending.close();
    }
  }
}
