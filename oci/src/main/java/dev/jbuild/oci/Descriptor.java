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
 */
public record Descriptor(
    MediaType mediaType,
    Digest digest,
    long size,
    ImmutableMap<String, String> annotations,
    ImmutableList<String> urls,
    @Nullable Platform platform) {

  public Descriptor {
    if (size < 0) {
      throw new IllegalArgumentException("negative size " + size + " for " + digest);
    }
  }

  public Descriptor(MediaType mediaType, Digest digest, long size) {
    this(mediaType, digest, size, ImmutableMap.of(), ImmutableList.of(), null);
  }

  /** Describes these bytes. */
  public static Descriptor of(MediaType mediaType, byte[] content) {
    return new Descriptor(mediaType, Digest.of(content), content.length);
  }

  public Descriptor withMediaType(MediaType next) {
    return new Descriptor(next, digest, size, annotations, urls, platform);
  }

  public Descriptor withAnnotations(Map<String, String> next) {
    return new Descriptor(mediaType, digest, size, ImmutableMap.copyOf(next), urls, platform);
  }

  public Descriptor withPlatform(@Nullable Platform next) {
    return new Descriptor(mediaType, digest, size, annotations, urls, next);
  }
}
