package dev.jbuild.builder.step;

import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;

/** Files as text for fingerprints: all that ends up in a layer, and not where it is stored. */
final class EntryText {
  private EntryText() {}

  static String of(FileEntry entry) {
    return kind(entry) + '\0' + entry.path() + '\0' + metadata(entry.metadata());
  }

  private static String kind(FileEntry entry) {
    return switch (entry) {
      case RegularFile file -> "file\0" + file.size() + '\0' + file.content();
      case Directory _ -> "directory";
      case Symlink link -> "symlink\0" + link.target();
      case HardLink link -> "link\0" + link.target();
      case Device device -> device.kind() + "\0" + device.major() + '\0' + device.minor();
      case Fifo _ -> "fifo";
    };
  }

  private static String metadata(Metadata metadata) {
    return Integer.toOctalString(metadata.mode())
        + '\0'
        + metadata.uid()
        + ':'
        + metadata.gid()
        + '\0'
        + metadata.mtime()
        + '\0'
        + metadata.xattrs();
  }
}
