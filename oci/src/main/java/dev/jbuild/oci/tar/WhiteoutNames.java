package dev.jbuild.oci.tar;

import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.Whiteout;
import java.util.Optional;

/** The file names that stand for removals (OCI image spec, layer.md, "Whiteouts"). */
public final class WhiteoutNames {
  private static final String PREFIX = ".wh.";
  private static final String RESERVED = ".wh..wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private WhiteoutNames() {}

  /** Whether a file of this name would be read as a removal, or skipped. */
  public static boolean isTaken(String path) {
    return name(path).startsWith(PREFIX);
  }

  /** Whether the path is, or lies below, what AUFS kept for itself and layers should not hold. */
  public static boolean isReserved(String path) {
    return !name(path).equals(OPAQUE) && ("/" + path).contains("/" + RESERVED);
  }

  /** The removal that the path stands for; empty for every other path. */
  public static Optional<LayerEntry> parse(String path) {
    String name = name(path);
    if (name.equals(OPAQUE)) {
      String parent = parent(path);
      return Optional.of(
          new OpaqueDirectory(parent.isEmpty() ? "" : parent.substring(0, parent.length() - 1)));
    }
    return name.startsWith(PREFIX)
        ? Optional.of(new Whiteout(parent(path) + name.substring(PREFIX.length())))
        : Optional.empty();
  }

  static String of(Whiteout whiteout) {
    return parent(whiteout.path()) + PREFIX + name(whiteout.path());
  }

  static String of(OpaqueDirectory directory) {
    return directory.path().isEmpty() ? OPAQUE : directory.path() + "/" + OPAQUE;
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** With its trailing slash; empty for what lies in the root. */
  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
