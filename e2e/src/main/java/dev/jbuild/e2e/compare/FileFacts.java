package dev.jbuild.e2e.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * What a tar says of a file but for its times. Two are never equal, whatever they say: hard links
 * share one.
 */
final class FileFacts {
  static final FileFacts IMPLIED_DIRECTORY = new FileFacts("0755 0:0 directory", "", true);
  private static final String XATTR = "SCHILY.xattr.";

  private final String line;
  private final String xattrs;
  private final boolean directory;

  private FileFacts(String line, String xattrs, boolean directory) {
    this.line = line;
    this.xattrs = xattrs;
    this.directory = directory;
  }

  /** Reads an entry that is no hard link, and its content. */
  static FileFacts of(TarArchiveEntry entry, InputStream content) throws IOException {
    String line =
        "%04o %d:%d %s"
            .formatted(
                entry.getMode() & 07777,
                entry.getLongUserId(),
                entry.getLongGroupId(),
                kind(entry, content));
    return new FileFacts(line, xattrs(entry), entry.isDirectory());
  }

  private static String kind(TarArchiveEntry entry, InputStream content) throws IOException {
    String device = " " + entry.getDevMajor() + ":" + entry.getDevMinor();
    return switch ((char) entry.getLinkFlag()) {
      case '5' -> "directory";
      case '2' -> "symlink -> " + Printable.text(entry.getLinkName());
      case '6' -> "fifo";
      case '3' -> "character device" + device;
      case '4' -> "block device" + device;
      case '0', '\0' -> "file " + Printable.content(content.readAllBytes());
      default -> "unknown type " + (char) entry.getLinkFlag();
    };
  }

  private static String xattrs(TarArchiveEntry entry) {
    return entry.getExtraPaxHeaders().entrySet().stream()
        .filter(header -> header.getKey().startsWith(XATTR))
        .sorted(Map.Entry.comparingByKey())
        .map(header ->
            " " + header.getKey().substring(XATTR.length()) + "=" + hex(header.getValue()))
        .collect(Collectors.joining());
  }

  private static String hex(String value) {
    return "0x" + BaseEncoding.base16().lowerCase().encode(value.getBytes(UTF_8));
  }

  boolean isDirectory() {
    return directory;
  }

  /** With a blank before each; empty where there are none. */
  String xattrs() {
    return xattrs;
  }

  @Override
  public String toString() {
    return line;
  }
}
