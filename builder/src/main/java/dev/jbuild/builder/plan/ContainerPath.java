package dev.jbuild.builder.plan;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths in a Linux image, resolved as text. */
final class ContainerPath {
  private ContainerPath() {}

  /** The absolute path, without {@code .}, {@code ..} and doubled slashes. */
  static String resolve(String workingDirectory, String path) {
    String whole = path.startsWith("/") ? path : workingDirectory + "/" + path;
    Deque<String> parts = new ArrayDeque<>();
    for (String part : whole.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  /** What WORKDIR says: a relative path is resolved, an absolute one stays as it is written. */
  static String workdir(String workingDirectory, String path) {
    return path.startsWith("/") ? path : resolve(workingDirectory, path);
  }

  /** The absolute path, with a slash at the end where the path says that it is a directory. */
  static String destination(String workingDirectory, String path) {
    String resolved = resolve(workingDirectory, path);
    boolean directory =
        path.isEmpty() || path.equals(".") || path.endsWith("/") || path.endsWith("/.");
    return directory && !resolved.equals("/") ? resolved + "/" : resolved;
  }
}
