package dev.jbuild.oci.tree;

/** A symbolic link; {@code target} is as written, resolved within the image's root. */
public record Symlink(String path, Metadata metadata, String target) implements FileEntry {
  @Override
  public Symlink withPath(String next) {
    return new Symlink(next, metadata, target);
  }

  @Override
  public Symlink withMetadata(Metadata next) {
    return new Symlink(path, next, target);
  }
}
