package dev.jbuild.oci.tree;

import dev.jbuild.oci.Digest;

/**
 * A file with content.
 *
 * @param size in bytes
 * @param content SHA-256 of the content
 * @param offset of the content's first byte in the layer's uncompressed tar
 */
public record RegularFile(String path, Metadata metadata, long size, Digest content, long offset)
    implements FileEntry {
  @Override
  public RegularFile withPath(String next) {
    return new RegularFile(next, metadata, size, content, offset);
  }

  @Override
  public RegularFile withMetadata(Metadata next) {
    return new RegularFile(path, next, size, content, offset);
  }
}
