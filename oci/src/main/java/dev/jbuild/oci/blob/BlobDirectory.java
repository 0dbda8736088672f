package dev.jbuild.oci.blob;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.image.BlobSource;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Blobs as {@code blobs/sha256/<hex>} below a root (OCI image layout spec, "Blobs"). What stands
 * under such a name is whole, and durable; what turns out to be damaged is removed.
 */
public final class BlobDirectory implements BlobSource {
  private final Path blobs;
  private final ScratchDirectory scratch;

  public BlobDirectory(Path root, ScratchDirectory scratch) {
    this.blobs = root.resolve("blobs").resolve("sha256");
    this.scratch = scratch;
  }

  /** The directory that holds the blobs; it may not exist. */
  public Path directory() {
    return blobs;
  }

  /** Where the blob is or would be. */
  public Path path(Digest digest) {
    return blobs.resolve(digest.hex());
  }

  /** The attributes of a blob that is here with the right size. */
  public Optional<BasicFileAttributes> find(Descriptor blob) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(path(blob.digest()), BasicFileAttributes.class);
      return Optional.of(found).filter(file -> file.isRegularFile() && file.size() == blob.size());
    } catch (IOException e) {
      return Optional.empty(); // whoever opens it learns why
    }
  }

  public boolean contains(Descriptor blob) {
    return find(blob).isPresent();
  }

  /**
   * The blob's bytes. Their end throws CorruptBlobException when they are not what the descriptor
   * says, and removes the blob. Throws NoSuchFileException where there is none.
   */
  @Override
  public InputStream open(Descriptor blob) throws IOException {
    Path file = path(blob.digest());
    return new VerifiedInputStream(
        Files.newInputStream(file), blob.digest(), blob.size(), fact -> remove(file, blob, fact));
  }

  @Override
  public RangedContent content(Descriptor blob) {
    return offset ->
        Channels.newInputStream(FileChannel.open(path(blob.digest())).position(offset));
  }

  private static IOException remove(Path file, Descriptor blob, String fact) throws IOException {
    Files.deleteIfExists(file);
    return new CorruptBlobException(file, blob.digest(), fact);
  }

  /** The bytes of a small blob, verified. */
  public byte[] read(Descriptor blob) throws IOException {
    try (InputStream in = open(blob)) {
      return in.readAllBytes();
    }
  }

  /** A blob to be written by the caller. */
  public PendingFile pending() throws IOException {
    return new PendingFile(scratch);
  }

  /**
   * Gives a finished file its digest's name. Idempotent: a blob of the same size that is here
   * stays.
   */
  public void commit(PendingFile pending, Digest digest) throws IOException {
    Path target = path(digest);
    if (sizeOf(target) != Files.size(pending.file())) {
      pending.commit(target);
    }
  }

  private static long sizeOf(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return -1;
    }
  }

  /** Stores these bytes. Idempotent. */
  public Descriptor put(MediaType mediaType, byte[] content) throws IOException {
    Descriptor blob = Descriptor.of(mediaType, content);
    if (!contains(blob)) {
      PendingFile.write(scratch, path(blob.digest()), content);
    }
    return blob;
  }

  /** Stores what the stream holds once it proves to be the blob. Idempotent. */
  public void put(Descriptor blob, InputStream content) throws IOException {
    try (VerifiedInputStream verified =
        new VerifiedInputStream(
            content, blob.digest(), blob.size(), fact -> mismatch(blob, fact))) {
      put(blob.digest(), verified);
    }
  }

  private void put(Digest digest, InputStream checked) throws IOException {
    try (PendingFile pending = pending()) {
      Buffers.copy(checked, pending.output());
      pending.commit(path(digest));
    }
  }

  private static IOException mismatch(Descriptor blob, String fact) {
    return new IOException("what should be blob " + blob.digest() + " " + fact);
  }

  /**
   * Makes the blob another name of a file elsewhere, instead of a copy. Returns false where the
   * file systems do not allow it.
   */
  public boolean link(Digest digest, Path existing) throws IOException {
    try (PendingFile pending = pending()) {
      Files.createLink(pending.file(), existing);
      pending.commitLink(path(digest));
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    }
  }

  /** Makes sure that no blob that is here goes with the power. */
  public void keepNames() throws IOException {
    if (Files.exists(blobs)) {
      PendingFile.synchronizeNames(blobs);
    }
  }

  /** Removes the blob, if it is here. */
  public void remove(Digest digest) throws IOException {
    Files.deleteIfExists(path(digest));
  }
}
