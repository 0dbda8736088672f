package dev.jbuild.sandbox.linux;

import java.util.Optional;
import java.util.Set;

/**
 * Files whose names say what is hidden, where the file system has no better way: one that is an
 * overlay itself takes neither whiteouts nor an overlay's attributes. fuse-overlayfs writes and
 * understands them.
 */
public final class FileMarks {
  /** In a directory that hides what is below it. */
  public static final String OPAQUE = ".wh..wh..opq";

  private static final String PREFIX = ".wh.";
  private static final Set<String> OPAQUE_NAMES = Set.of(OPAQUE, ".wh..opq");

  private FileMarks() {}

  public static boolean isOpaque(String name) {
    return OPAQUE_NAMES.contains(name);
  }

  /** The mark that hides a name. */
  public static String hiding(String name) {
    return PREFIX + name;
  }

  /** The name that a mark hides; empty for the names of other files. */
  public static Optional<String> hidden(String name) {
    return name.startsWith(PREFIX) && !isOpaque(name)
        ? Optional.of(name.substring(PREFIX.length()))
        : Optional.empty();
  }
}
