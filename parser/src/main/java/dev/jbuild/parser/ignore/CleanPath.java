package dev.jbuild.parser.ignore;

import com.google.common.base.Splitter;
import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as Go's {@code filepath.Clean} writes them. */
final class CleanPath {
  private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();

  private CleanPath() {}

  /** Without "." and needless slashes, with ".." resolved where it can be; "." for nothing. */
  static String of(String path) {
    boolean absolute = path.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : PARTS.split(path)) {
      if (!part.equals("..")) {
        if (!part.equals(".")) {
          parts.addLast(part);
        }
      } else if (!parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!absolute) {
        parts.addLast(part);
      }
    }
    String clean = (absolute ? "/" : "") + String.join("/", parts);
    return clean.isEmpty() ? "." : clean;
  }
}
