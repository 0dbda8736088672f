package dev.jbuild.oci;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Points to content (OCI image spec, descriptor.md).
 *
 * @param size of the content in bytes
 * @param urls where else the content may be fetched; empty for most
 * @param artifactType what kind of artifact the manifest is that this points to; null for images
 */
public record Descriptor(
    MediaType mediaType,
    Digest digest,
    long size,
    ImmutableMap<String, String> annotations,
    ImmutableList<String> urls,
    @Nullable Platform platform,
    @Nullable String artifactType) {

  public Descriptor {
    if (size < 0) {
      throw new IllegalArgumentException("negative size " + size + " for " + digest);
    }
  }

  public Descriptor(MediaType mediaType, Digest digest, long size) {
    this(mediaType, digest, size, ImmutableMap.of(), ImmutableList.of(), null, null);
  }

  /** Describes these bytes. */
  public static Descriptor of(MediaType mediaType, byte[] content) {
    return new Descriptor(mediaType, Digest.of(content), content.length);
  }

  public Descriptor withMediaType(MediaType next) {
    return new Descriptor(next, digest, size, annotations, urls, platform, artifactType);
  }

  public Descriptor withAnnotations(Map<String, String> next) {
    return new Descriptor(
        mediaType, digest, size, ImmutableMap.copyOf(next), urls, platform, artifactType);
  }

  /** As the list of a subject's referrers has it (OCI 1.1). */
  public Descriptor withArtifactType(@Nullable String next) {
    return new Descriptor(mediaType, digest, size, annotations, urls, platform, next);
  }

  public Descriptor withPlatform(@Nullable Platform next) {
    return new Descriptor(mediaType, digest, size, annotations, urls, next, artifactType);
  }
}
