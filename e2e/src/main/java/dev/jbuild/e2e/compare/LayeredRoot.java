package dev.jbuild.e2e.compare;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The root file system that layers make, as data: what {@link RootListing} says of an unpacked one,
 * without unpacking, without privileges, and by another tar reader than jbuild's own.
 */
final class LayeredRoot {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private final NavigableMap<String, FileFacts> files = new TreeMap<>();

  /** Puts a layer, as a plain tar, on what is there. */
  void apply(InputStream tar) throws IOException {
    NavigableMap<String, FileFacts> layer = new TreeMap<>();
    TarArchiveInputStream entries = new TarArchiveInputStream(tar, "UTF-8");
    for (TarArchiveEntry entry = entries.getNextEntry();
        entry != null;
        entry = entries.getNextEntry()) {
      String path = path(entry.getName());
      layer.put(path, entry.isLink() ? linked(layer, entry) : FileFacts.of(entry, entries));
    }
    layer.keySet().stream().filter(LayeredRoot::isWhiteout).forEach(this::hide);
    layer.forEach((path, file) -> {
      if (!isWhiteout(path) && !path.equals("/")) {
        put(path, file);
      }
    });
  }

  private static boolean isWhiteout(String path) {
    return name(path).startsWith(WHITEOUT);
  }

  private FileFacts linked(Map<String, FileFacts> layer, TarArchiveEntry entry) throws IOException {
    String target = path(entry.getLinkName());
    FileFacts file = layer.getOrDefault(target, files.get(target));
    if (file == null) {
      throw new IOException(entry.getName() + " is a hard link to nothing: " + target);
    }
    return file;
  }

  private void hide(String whiteout) {
    String parent = whiteout.substring(0, whiteout.lastIndexOf('/') + 1);
    if (name(whiteout).equals(OPAQUE)) {
      below(parent).clear();
      return;
    }
    String hidden = parent + name(whiteout).substring(WHITEOUT.length());
    files.remove(hidden);
    below(hidden + "/").clear();
  }

  private void put(String path, FileFacts file) {
    if (!file.isDirectory()) {
      below(path + "/").clear();
    }
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      files.putIfAbsent(path.substring(0, slash), FileFacts.IMPLIED_DIRECTORY);
    }
    files.put(path, file);
  }

  private Map<String, FileFacts> below(String prefix) {
    return files.subMap(prefix, true, prefix.substring(0, prefix.length() - 1) + "0", false);
  }

  /** One line a path, hard links told by their first name. */
  ImmutableSortedMap<String, String> lines() {
    Multiset<FileFacts> names = HashMultiset.create(files.values());
    Map<FileFacts, String> firstNames = new HashMap<>();
    ImmutableSortedMap.Builder<String, String> lines = ImmutableSortedMap.naturalOrder();
    files.forEach((path, file) -> {
      String first = firstNames.putIfAbsent(file, path);
      String link = first == null ? " linked" : " same as " + first;
      boolean isLinked = names.count(file) > 1 && !file.isDirectory();
      lines.put(Printable.text(path), file + (isLinked ? link : "") + file.xattrs());
    });
    return lines.build();
  }

  private static String path(String name) {
    String plain = name.replaceFirst("^(\\./)+", "").replaceFirst("^/+", "");
    return "/" + plain.replaceFirst("/+$", "").replaceFirst("^\\.$", "");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
