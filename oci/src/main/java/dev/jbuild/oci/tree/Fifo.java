package dev.jbuild.oci.tree;

/** A named pipe. */
public record Fifo(String path, Metadata metadata) implements FileEntry {
  @Override
  public Fifo withPath(String next) {
    return new Fifo(next, metadata);
  }

  @Override
  public Fifo withMetadata(Metadata next) {
    return new Fifo(path, next);
  }
}
