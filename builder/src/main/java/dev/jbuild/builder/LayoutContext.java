package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.layout.LayoutReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the image of an OCI layout that a context means. */
final class LayoutContext {
  private static final String DEFAULT_TAG = "latest";

  private final ContextLocation.Layout location;
  private final LayoutReader layout;

  LayoutContext(ContextLocation.Layout location) {
    this.location = location;
    this.layout = new LayoutReader(location.directory());
  }

  LayoutReader layout() {
    return layout;
  }

  /** The entry with the digest, of the name, or the only one there is. */
  Descriptor entry() throws IOException, BuildFailedException {
    try {
      return location.digest().isPresent() ? entry(location.digest().get()) : named();
    } catch (NoSuchFileException e) {
      throw new BuildFailedException(
          location.directory() + " is no OCI layout: there is no " + e.getFile(), e);
    }
  }

  private Descriptor entry(Digest digest) throws IOException, BuildFailedException {
    Optional<Descriptor> found = layout.find(digest);
    if (found.isEmpty()) {
      throw missing(digest.toString(), layout.entries().stream().map(LayoutContext::digest));
    }
    return found.get();
  }

  private Descriptor named() throws IOException, BuildFailedException {
    String tag = location.tag().orElse(DEFAULT_TAG);
    Optional<Descriptor> found = layout.find(tag);
    if (found.isPresent()) {
      return found.get();
    }
    ImmutableList<Descriptor> all = layout.entries();
    if (location.tag().isPresent() || all.size() != 1) {
      throw missing(
          tag, Stream.concat(layout.names().stream(), all.stream().map(LayoutContext::digest)));
    }
    return all.get(0);
  }

  private BuildFailedException missing(String image, Stream<String> there) {
    return new BuildFailedException(
        "no image "
            + image
            + " in the OCI layout "
            + location.directory()
            + "; it has: "
            + there.collect(Collectors.joining(", ")));
  }

  private static String digest(Descriptor entry) {
    return entry.digest().toString();
  }
}
