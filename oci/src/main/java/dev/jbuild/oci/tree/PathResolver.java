package dev.jbuild.oci.tree;

import com.google.common.collect.ImmutableList;
import java.nio.file.FileSystemLoopException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows symbolic links within a root, as path_resolution(7) says. */
final class PathResolver {
  private static final int MOST_LINKS = 40;

  /** Tells where links point. */
  @FunctionalInterface
  interface Links {
    /** The target of the link at this real path; null if there is none. */
    @Nullable String targetOf(String path);
  }

  private final Links links;
  private final Deque<String> ahead = new ArrayDeque<>();
  private final List<String> behind = new ArrayList<>();

  private PathResolver(Links links) {
    this.links = links;
  }

  /** The real path; parts that do not exist stay as they are. */
  static String resolve(String path, Links links) throws FileSystemLoopException {
    PathResolver resolver = new PathResolver(links);
    resolver.push(path);
    int followed = 0;
    while (!resolver.ahead.isEmpty()) {
      if (resolver.step() && ++followed > MOST_LINKS) {
        throw new FileSystemLoopException(path);
      }
    }
    return resolver.real();
  }

  /** Takes one part; true if it was a link. */
  private boolean step() {
    String part = ahead.pop();
    switch (part) {
      case "." -> {}
      case ".." -> up();
      default -> behind.add(part);
    }
    String target = part.startsWith(".") && part.matches("\\.\\.?") ? null : links.targetOf(real());
    if (target == null) {
      return false;
    }
    up();
    if (target.startsWith("/")) {
      behind.clear();
    }
    push(target);
    return true;
  }

  private void push(String path) {
    ImmutableList.copyOf(Paths.parts(path)).reverse().forEach(ahead::push);
  }

  private void up() {
    if (!behind.isEmpty()) {
      behind.removeLast();
    }
  }

  private String real() {
    return String.join("/", behind);
  }
}
