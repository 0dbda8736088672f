package dev.jbuild.oci.tree;

/** A character or block device. */
public record Device(String path, Metadata metadata, Kind kind, int major, int minor)
    implements FileEntry {
  /** What kind of device. */
  public enum Kind {
    CHARACTER,
    BLOCK
  }

  @Override
  public Device withPath(String next) {
    return new Device(next, metadata, kind, major, minor);
  }

  @Override
  public Device withMetadata(Metadata next) {
    return new Device(path, next, kind, major, minor);
  }
}
