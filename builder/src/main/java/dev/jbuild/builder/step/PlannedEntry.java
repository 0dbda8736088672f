package dev.jbuild.builder.step;

import dev.jbuild.oci.layer.Content;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import java.util.Optional;

/** An entry of a layer that is to be written. */
sealed interface PlannedEntry {
  FileEntry entry();

  default String path() {
    return entry().path();
  }

  /**
   * A file with content.
   *
   * @param entry with the content's digest; its offset says nothing yet
   * @param identity equal for names of one file
   */
  record File(RegularFile entry, Content content, Optional<Object> identity)
      implements PlannedEntry {}

  /** Any other file, or another name of one. */
  record Other(FileEntry entry) implements PlannedEntry {}

  /** An entry without content. Throws IllegalArgumentException for a regular file. */
  static PlannedEntry of(FileEntry entry) {
    return switch (entry) {
      case RegularFile file -> throw new IllegalArgumentException("no content for " + file.path());
      case Directory _, Symlink _, HardLink _, Device _, Fifo _ -> new Other(entry);
    };
  }
}
