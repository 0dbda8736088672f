package dev.jbuild.builder.transfer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.layer.RangedContent;
import dev.jbuild.oci.layout.LayoutReader;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an OCI layout, in a directory or an archive, has under a name.
 *
 * @param place for messages
 * @param name as the layout has it, or a digest; without it, the layout has one entry
 */
public record LayoutSource(LayoutReader layout, String place, Optional<String> name)
    implements ContentSource {
  @Override
  public RawManifest top() throws IOException, BuildFailedException {
    Optional<Descriptor> entry = name.isPresent() ? named(name.get()) : only();
    if (entry.isEmpty()) {
      throw new BuildFailedException(missing());
    }
    return manifest(entry.get());
  }

  private Optional<Descriptor> named(String text) throws IOException {
    return text.startsWith("sha256:") ? layout.find(Digest.parse(text)) : layout.find(text);
  }

  private Optional<Descriptor> only() throws IOException {
    ImmutableList<Descriptor> entries = layout.entries();
    return entries.size() == 1 ? Optional.of(entries.getFirst()) : Optional.empty();
  }

  private String missing() throws IOException {
    Stream<String> digests = layout.entries().stream().map(entry -> entry.digest().toString());
    String there =
        Stream.concat(layout.names().stream(), digests).collect(Collectors.joining(", "));
    String list = there.isEmpty() ? "it has none" : "it has: " + there;
    return name.map(text -> place + " has no image " + text + "; " + list)
        .orElse(place + " has several images or none: name one behind a colon; " + list);
  }

  @Override
  public RawManifest manifest(Descriptor named) throws IOException {
    try {
      return RawManifest.parse(layout.read(named), named.mediaType());
    } catch (IOException e) {
      throw new IOException(place + ": " + e.getMessage(), e);
    }
  }

  @Override
  public RangedContent blob(Descriptor blob) {
    return layout.content(blob);
  }

  @Override
  public ImmutableList<Descriptor> referrers(Digest subject) throws IOException {
    ImmutableList.Builder<Descriptor> referrers = ImmutableList.builder();
    for (Descriptor entry : layout.entries()) {
      boolean refers =
          manifest(entry).subject().filter(one -> one.digest().equals(subject)).isPresent();
      if (refers) {
        referrers.add(entry);
      }
    }
    return referrers.build();
  }
}
