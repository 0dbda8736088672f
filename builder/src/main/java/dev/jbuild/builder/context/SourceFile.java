package dev.jbuild.builder.context;

import dev.jbuild.oci.layer.Content;
import dev.jbuild.oci.tree.FileEntry;
import java.io.IOException;
import java.util.Optional;

/** A file that may be copied. Cheap until {@link #entry} asks for its content's digest. */
public interface SourceFile extends Content {

  /** Path within the tree: no slash at either end; the root is the empty string. */
  String path();

  Kind kind();

  /** Where a symbolic link points, as written. */
  Optional<String> linkTarget();

  /** Equal for names of one file; empty where there is but one name. */
  Optional<Object> identity();

  /** All that is known of it under its own path, never a hard link. Hashes a regular file. */
  FileEntry entry() throws IOException;

  default boolean isDirectory() {
    return kind() == Kind.DIRECTORY;
  }

  /** What sort of file. */
  enum Kind {
    REGULAR,
    DIRECTORY,
    SYMLINK,
    /** Something that processes listen on: copied, it is an empty file. */
    SOCKET,
    OTHER
  }
}
