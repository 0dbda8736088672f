package dev.jbuild.e2e.compare;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every file of an unpacked root file system with all that an image says of it but for times: one
 * line a path, with type, mode, owner, content, link target, hard-link identity and xattrs.
 */
public final class RootListing {
  private static final int TYPE_MASK = 0170000;

  private RootListing() {}

  /** The lines by path. Must run as root: it reads every file. */
  public static ImmutableSortedMap<String, String> of(Path root) throws IOException {
    Map<String, String> xattrs = xattrs(root);
    Map<Object, String> firstNames = new HashMap<>();
    ImmutableSortedMap.Builder<String, String> lines = ImmutableSortedMap.naturalOrder();
    for (Path path : sorted(root)) {
      String name = "/" + root.relativize(path);
      lines.put(name, describe(path, name, firstNames) + xattrs.getOrDefault(name, ""));
    }
    return lines.build();
  }

  private static List<Path> sorted(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(path -> !path.equals(root)).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String describe(Path path, String name, Map<Object, String> firstNames)
      throws IOException {
    int mode = (int) attribute(path, "mode");
    String kind =
        switch (mode & TYPE_MASK) {
          case 0040000 -> "directory";
          case 0100000 -> "file " + content(path);
          case 0120000 -> "symlink -> " + Files.readSymbolicLink(path);
          case 0010000 -> "fifo";
          case 0020000 -> "character device " + attribute(path, "rdev");
          case 0060000 -> "block device " + attribute(path, "rdev");
          default -> "unknown type " + Integer.toOctalString(mode);
        };
    String line =
        "%04o %s:%s %s"
            .formatted(mode & 07777, attribute(path, "uid"), attribute(path, "gid"), kind);
    boolean linked = (mode & TYPE_MASK) != 0040000 && (int) attribute(path, "nlink") > 1;
    if (!linked) {
      return line;
    }
    String first = firstNames.putIfAbsent(attribute(path, "ino"), name);
    return first == null ? line + " linked" : line + " same as " + first;
  }

  private static Object attribute(Path path, String name) throws IOException {
    return Files.getAttribute(path, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
  }

  private static String content(Path path) throws IOException {
    return Files.size(path) + " " + MoreFiles.asByteSource(path).hash(Hashing.sha256());
  }

  /** By path, what getfattr says of those files that have extended attributes. */
  private static Map<String, String> xattrs(Path root) throws IOException {
    String dump =
        Program.runIn(root, "getfattr", "-R", "-P", "-h", "-d", "-m", "-", "-e", "hex", ".");
    Map<String, String> byPath = new HashMap<>();
    for (String block : Splitter.on("\n\n").omitEmptyStrings().split(dump)) {
      List<String> lines = new ArrayList<>(Splitter.on('\n').omitEmptyStrings().splitToList(block));
      String path = lines.removeFirst().substring("# file: ".length());
      lines.removeIf(
          line -> line.startsWith("user.rootlesscontainers") || line.startsWith("user.umoci"));
      if (!lines.isEmpty()) {
        byPath.put("/" + path, " " + String.join(" ", lines));
      }
    }
    return byPath;
  }
}
