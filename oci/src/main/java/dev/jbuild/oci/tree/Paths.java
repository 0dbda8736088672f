package dev.jbuild.oci.tree;

import com.google.common.base.Splitter;

/** Paths in the form of {@link LayerEntry#path}, taken apart and put together. */
final class Paths {
  private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();

  private Paths() {}

  static Iterable<String> parts(String path) {
    return PARTS.split(path);
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String child(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }
}
