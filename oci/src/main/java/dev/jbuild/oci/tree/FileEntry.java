package dev.jbuild.oci.tree;

/** A file of any kind. */
public sealed interface FileEntry extends LayerEntry
    permits RegularFile, Directory, Symlink, HardLink, Device, Fifo {

  /** Of a hard link: as its header says; the file linked to has the last word. */
  Metadata metadata();

  FileEntry withPath(String path);

  FileEntry withMetadata(Metadata metadata);
}
