package dev.jbuild.oci.tree;

/** A directory. */
public record Directory(String path, Metadata metadata) implements FileEntry {
  @Override
  public Directory withPath(String next) {
    return new Directory(next, metadata);
  }

  @Override
  public Directory withMetadata(Metadata next) {
    return new Directory(path, next);
  }
}
