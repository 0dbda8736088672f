package dev.jbuild.builder.output;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.comparingLong;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteStreams;
import dev.jbuild.builder.assemble.OciTyped;
import dev.jbuild.builder.base.RegistryLayer;
import dev.jbuild.builder.solve.VertexEvents;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.ImageSink;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.registry.RegistryClient;
import dev.jbuild.registry.RegistryException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pushes images. The biggest blob goes first; what the registry has in another repository is
 * mounted from there; what the target has is skipped.
 */
public final class Pusher implements ImageSink {
  private static final int AT_ONCE = 6;

  private final RegistryClient registry;
  private final BlobUploads uploads;
  private final EarlyPush early;
  private final VertexEvents events;
  private final Set<String> pushed = ConcurrentHashMap.newKeySet();

  /**
   * Pushes nothing yet.
   *
   * @param early what has been uploaded already
   */
  public Pusher(
      RegistryClient registry, BlobUploads uploads, EarlyPush early, VertexEvents events) {
    this.registry = registry;
    this.uploads = uploads;
    this.early = early;
    this.events = events;
  }

  @Override
  public Digest write(Image image, ImageReference name) throws IOException {
    ImmutableList<Layer> biggestFirst =
        image.layers().stream()
            .sorted(comparingLong((Layer layer) -> layer.blob().size()).reversed())
            .collect(toImmutableList());
    ParallelTransfers.run(AT_ONCE, biggestFirst, layer -> push(layer, name));
    byte[] config = image.configBytes();
    registry.pushBlob(
        name, image.manifest().config(), () -> new ByteArrayInputStream(config), _ -> {});
    registry.pushManifest(name, image.manifest().mediaType(), image.manifest().bytes());
    return image.digest();
  }

  private void push(Layer layer, ImageReference name) throws IOException {
    Descriptor blob = layer.blob();
    if (!pushed.add(name.name() + "@" + blob.digest())) {
      return;
    }
    if (layer instanceof OciTyped typed && typed.original() instanceof RegistryLayer base) {
      pushBase(base, blob, name);
    } else if (layer instanceof RegistryLayer base) {
      pushBase(base, blob, name);
    } else {
      upload(layer, name);
    }
  }

  private void pushBase(RegistryLayer base, Descriptor blob, ImageReference name)
      throws IOException {
    boolean isSameRegistry = base.origin().registry().equals(name.registry());
    boolean isSameRepository =
        isSameRegistry && base.origin().repository().equals(name.repository());
    if (isSameRepository
        || registry.hasBlob(name, blob)
        || (isSameRegistry && registry.mount(name, blob, base.origin().repository()))) {
      done(blob);
    } else {
      upload(base, name);
    }
  }

  private void upload(Layer layer, ImageReference name) throws IOException {
    Descriptor blob = layer.blob();
    AtomicLong sent = new AtomicLong();
    try {
      if (!early.await(name, blob)) {
        uploads.upload(layer, name, bytes -> tell(blob, sent.addAndGet(bytes), false));
      }
    } catch (RegistryException.Corrupt | EOFException e) {
      check(layer);
      throw e;
    }
    done(blob);
  }

  /** Throws, and has the blob removed, if it was damaged before it was sent. */
  private static void check(Layer layer) throws IOException {
    try (InputStream in = layer.open()) {
      ByteStreams.exhaust(in);
    }
  }

  private void done(Descriptor blob) {
    tell(blob, blob.size(), true);
  }

  private void tell(Descriptor blob, long current, boolean isDone) {
    events.progress(
        "pushing layer " + blob.digest(), current, OptionalLong.of(blob.size()), isDone);
  }
}
