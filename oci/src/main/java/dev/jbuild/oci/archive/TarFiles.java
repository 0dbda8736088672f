package dev.jbuild.oci.archive;

import com.google.common.io.ByteStreams;
import dev.jbuild.oci.compress.Decompression;
import dev.jbuild.oci.tar.TarEntry;
import dev.jbuild.oci.tar.TarLimits;
import dev.jbuild.oci.tar.TarReader;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** The files of a tar on the disk, readable in any order. Nothing is unpacked. */
final class TarFiles {
  private static final int MOST_JSON_BYTES = 32 << 20;
  private static final int MOST_LINKS = 8;

  private final Path tar;
  private final Map<String, TarEntry> entries = new HashMap<>();

  private TarFiles(Path tar) {
    this.tar = tar;
  }

  /** Reads the headers. Throws IOException for what is no tar, or a compressed one. */
  static TarFiles of(Path tar) throws IOException {
    TarFiles files = new TarFiles(tar);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(tar), 1 << 17)) {
      Decompression.Decompressed content = Decompression.open(in);
      if (content.compression() != Decompression.NONE) {
        throw new IOException(
            tar + " is compressed (" + content.compression() + "): decompress it first");
      }
      TarReader reader = new TarReader(content.content(), TarLimits.DEFAULT);
      for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
        files.entries.put(plain(entry.name()), entry);
      }
    }
    return files;
  }

  private static String plain(String name) {
    return Path.of("/").resolve(name).normalize().toString().substring(1);
  }

  boolean contains(String name) {
    return entries.containsKey(plain(name));
  }

  long size(String name) throws IOException {
    return find(name).size();
  }

  InputStream open(String name) throws IOException {
    return open(name, 0);
  }

  InputStream open(String name, long offset) throws IOException {
    TarEntry entry = find(name);
    FileChannel channel = FileChannel.open(tar, StandardOpenOption.READ);
    channel.position(entry.offset() + offset);
    return ByteStreams.limit(Channels.newInputStream(channel), entry.size() - offset);
  }

  byte[] json(String name) throws IOException {
    if (size(name) > MOST_JSON_BYTES) {
      throw new IOException(name + " in " + tar + " has more than " + MOST_JSON_BYTES + " bytes");
    }
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  /** The file, found through links within the archive: old archives have one copy of a layer. */
  private TarEntry find(String name) throws IOException {
    String at = plain(name);
    for (int links = 0; links < MOST_LINKS; links++) {
      TarEntry entry = entries.get(at);
      if (entry == null) {
        throw new FileNotFoundException("no file " + at + " in the archive " + tar);
      }
      switch (entry.type()) {
        case REGULAR_FILE -> {
          return entry;
        }
        case SYMLINK -> at = plain(at + "/../" + entry.linkName());
        case HARD_LINK -> at = plain(entry.linkName());
        default -> throw new IOException(at + " in the archive " + tar + " is no file");
      }
    }
    throw new IOException("too many links from " + name + " in the archive " + tar);
  }

  @Override
  public String toString() {
    return tar.toString();
  }
}
