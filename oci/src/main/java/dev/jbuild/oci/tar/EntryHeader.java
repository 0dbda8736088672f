package dev.jbuild.oci.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jbuild.oci.tree.FileNames;
import dev.jbuild.oci.tree.Metadata;
import java.time.Instant;

/** An entry's header block, and PAX records for what does not fit in it. */
final class EntryHeader {
  private final String path;
  private final HeaderBlock block;
  private final PaxRecords records = new PaxRecords();

  EntryHeader(TarType type, String path, Metadata metadata) {
    this.path = path;
    this.block = new HeaderBlock(type);
    name(TarFormat.NAME, "path", path);
    block.number(TarFormat.MODE, TarFormat.ID_LENGTH, metadata.mode());
    number(TarFormat.UID, TarFormat.ID_LENGTH, "uid", metadata.uid(), TarFormat.MOST_ID);
    number(TarFormat.GID, TarFormat.ID_LENGTH, "gid", metadata.gid(), TarFormat.MOST_ID);
    block.number(TarFormat.SIZE, TarFormat.LONG_LENGTH, 0);
    time(metadata.mtime());
    metadata.xattrs().forEach(this::xattr);
  }

  EntryHeader size(long size) {
    number(TarFormat.SIZE, TarFormat.LONG_LENGTH, "size", size, TarFormat.MOST_LONG);
    return this;
  }

  EntryHeader link(String target) {
    name(TarFormat.LINK_NAME, "linkpath", target);
    return this;
  }

  EntryHeader device(int major, int minor) {
    if (major < 0 || major > TarFormat.MOST_ID || minor < 0 || minor > TarFormat.MOST_ID) {
      throw new IllegalArgumentException(
          path + ": device number " + major + ":" + minor + " does not fit in a tar header");
    }
    block.number(TarFormat.MAJOR, TarFormat.ID_LENGTH, major);
    block.number(TarFormat.MINOR, TarFormat.ID_LENGTH, minor);
    return this;
  }

  String path() {
    return path;
  }

  PaxRecords records() {
    return records;
  }

  byte[] block() {
    return block.finish();
  }

  private void name(int field, String key, String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(key + " with a NUL: \"" + name + "\"");
    }
    byte[] bytes = FileNames.bytes(name);
    block.text(field, bytes);
    if (bytes.length > TarFormat.NAME_LENGTH || !isAscii(bytes)) {
      records.put(key, bytes);
    }
  }

  private void number(int field, int length, String key, long number, long most) {
    boolean fits = number >= 0 && number <= most;
    block.number(field, length, fits ? number : 0);
    if (!fits) {
      records.put(key, number);
    }
  }

  private void time(Instant time) {
    long seconds = time.getEpochSecond();
    boolean fits = seconds >= 0 && seconds <= TarFormat.MOST_LONG;
    block.number(TarFormat.MTIME, TarFormat.LONG_LENGTH, fits ? seconds : 0);
    if (!fits || time.getNano() != 0) {
      records.put("mtime", time);
    }
  }

  private void xattr(String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(path + ": extended attribute \"" + name + "\" in a tar");
    }
    records.put(TarFormat.XATTR + name, value.getBytes(ISO_8859_1));
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
