package dev.jbuild.builder.context;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Follows symbolic links within a tree, in every part of a path including the last. */
public final class LinkResolver {
  private static final int MOST_LINKS = 40;
  private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();

  private final Links links;
  private final Outside outside;

  public LinkResolver(Links links, Outside outside) {
    this.links = links;
    this.outside = outside;
  }

  /** Says what is a link. */
  @FunctionalInterface
  public interface Links {
    /** The target of the link at this path; empty for anything else, and for nothing. */
    Optional<String> target(String path) throws IOException;
  }

  /** What becomes of a link that leads out of the tree. */
  public enum Outside {
    /** It starts again at the root, as within chroot(2). */
    STAYS_INSIDE,
    /** It is an error. */
    REFUSED
  }

  /** Where the path leads, relative to the root. */
  public String resolve(String path) throws IOException {
    Deque<String> open = new ArrayDeque<>();
    push(open, path);
    String done = "";
    int followed = 0;
    while (!open.isEmpty()) {
      String part = open.pop();
      if (part.equals("..")) {
        done = up(done, path);
      } else if (!part.equals(".")) {
        String next = join(done, part);
        Optional<String> target = links.target(next);
        if (target.isEmpty()) {
          done = next;
        } else {
          refuseLoop(++followed, path);
          done = start(target.get(), done, path);
          push(open, target.get());
        }
      }
    }
    return done;
  }

  /** {@code name} in {@code directory}, where the root is the empty string. */
  public static String join(String directory, String name) {
    if (directory.isEmpty() || name.isEmpty()) {
      return directory + name;
    }
    return directory + "/" + name;
  }

  /** The directory that holds the path; the root holds itself. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The last part of the path. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void push(Deque<String> open, String path) {
    PARTS.splitToList(path).reversed().forEach(open::push);
  }

  private static void refuseLoop(int followed, String path) throws LinkException {
    if (followed > MOST_LINKS) {
      throw new LinkException("\"" + path + "\" leads through too many symbolic links");
    }
  }

  private String start(String target, String directory, String path) throws LinkException {
    if (!target.startsWith("/")) {
      return directory;
    }
    if (outside == Outside.REFUSED) {
      throw new LinkException(
          "\""
              + path
              + "\" not found: it leads out of the build context through a link to \""
              + target
              + "\"");
    }
    return "";
  }

  private String up(String directory, String path) throws LinkException {
    if (directory.isEmpty() && outside == Outside.REFUSED) {
      throw new LinkException("\"" + path + "\" not found: it leads out of the build context");
    }
    return parent(directory);
  }
}
