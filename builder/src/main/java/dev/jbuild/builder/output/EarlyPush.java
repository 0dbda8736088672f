package dev.jbuild.builder.output;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.image.Layer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Uploads layers while later steps still run. It tells of nothing and fails of nothing: what it did
 * not bring there is uploaded, or refused aloud, when the image is pushed.
 */
public final class EarlyPush implements AutoCloseable {
  private static final int AT_ONCE = 3; // the steps need the machine, too

  private final BlobUploads uploads;
  private final ImmutableList<ImageReference> repositories;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final ConcurrentMap<String, Future<Boolean>> running = new ConcurrentHashMap<>();

  /**
   * Uploads nothing yet.
   *
   * @param names of the image; none where it is not pushed
   */
  public EarlyPush(BlobUploads uploads, List<ImageReference> names) {
    this.uploads = uploads;
    this.repositories =
        names.stream()
            .map(name ->
                new ImageReference(
                    name.registry(), name.repository(), Optional.empty(), Optional.empty()))
            .distinct()
            .collect(ImmutableList.toImmutableList());
  }

  /** Begins to upload a layer to all repositories. Returns at once. */
  public void begin(Layer layer) {
    for (ImageReference repository : repositories) {
      running.computeIfAbsent(
          key(repository, layer.blob()), _ -> threads.submit(() -> upload(layer, repository)));
    }
  }

  private boolean upload(Layer layer, ImageReference repository) throws IOException {
    uploads.upload(layer, repository, _ -> {});
    return true;
  }

  /** Waits for the upload of a blob, if it was begun; false when it is not there then. */
  boolean await(ImageReference repository, Descriptor blob) throws IOException {
    Future<Boolean> upload = running.get(key(repository, blob));
    if (upload == null) {
      return false;
    }
    try {
      return upload.get();
    } catch (ExecutionException e) {
      return false; // the push does it again and tells what is wrong
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while pushing");
    }
  }

  private static String key(ImageReference repository, Descriptor blob) {
    return repository.name() + "@" + blob.digest();
  }

  /** Ends what is still under way. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
