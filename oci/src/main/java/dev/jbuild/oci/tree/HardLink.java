package dev.jbuild.oci.tree;

/** Another name of {@code target}, a path within the root in the form of {@link #path}. */
public record HardLink(String path, Metadata metadata, String target) implements FileEntry {
  @Override
  public HardLink withPath(String next) {
    return new HardLink(next, metadata, target);
  }

  @Override
  public HardLink withMetadata(Metadata next) {
    return new HardLink(path, next, target);
  }
}
