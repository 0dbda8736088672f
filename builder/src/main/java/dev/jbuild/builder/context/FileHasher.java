package dev.jbuild.builder.context;

import dev.jbuild.cache.FileState;
import dev.jbuild.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;

/** Knows the SHA-256 of files, at best without reading them. */
@FunctionalInterface
public interface FileHasher {
  /** The digest of a regular file's content, which was in this state a moment ago. */
  Digest digest(Path file, FileState state) throws IOException;
}
