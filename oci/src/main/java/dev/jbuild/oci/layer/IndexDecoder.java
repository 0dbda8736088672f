package dev.jbuild.oci.layer;

import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.FileNames;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import dev.jbuild.oci.tree.Whiteout;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** Reads what {@link IndexEncoder} wrote. */
final class IndexDecoder {
  private final ByteBuffer in;
  private byte[] previousPath = {};

  IndexDecoder(ByteBuffer in) {
    this.in = in;
  }

  /** Throws IOException for bytes that no encoder wrote. */
  LayerEntry entry() throws IOException {
    try {
      return entry(in.get());
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("damaged layer index: " + e, e);
    }
  }

  private LayerEntry entry(int kind) {
    String path = path();
    return switch (kind) {
      case EntryKind.REGULAR_FILE -> regularFile(path);
      case EntryKind.DIRECTORY -> new Directory(path, metadata());
      case EntryKind.SYMLINK -> new Symlink(path, metadata(), text());
      case EntryKind.HARD_LINK -> new HardLink(path, metadata(), text());
      case EntryKind.CHARACTER_DEVICE -> device(path, Device.Kind.CHARACTER);
      case EntryKind.BLOCK_DEVICE -> device(path, Device.Kind.BLOCK);
      case EntryKind.FIFO -> new Fifo(path, metadata());
      case EntryKind.WHITEOUT -> new Whiteout(path);
      case EntryKind.OPAQUE_DIRECTORY -> new OpaqueDirectory(path);
      default -> throw new IllegalArgumentException("kind " + kind);
    };
  }

  private RegularFile regularFile(String path) {
    Metadata metadata = metadata();
    long size = number();
    long offset = number();
    return new RegularFile(path, metadata, size, Digest.ofRaw(bytes(32)), offset);
  }

  private Device device(String path, Device.Kind kind) {
    return new Device(path, metadata(), kind, (int) number(), (int) number());
  }

  private Metadata metadata() {
    int mode = (int) number();
    int uid = (int) number();
    int gid = (int) number();
    long seconds = number();
    Instant mtime = Instant.ofEpochSecond((seconds >>> 1) ^ -(seconds & 1), number());
    return new Metadata(mode, uid, gid, mtime, xattrs((int) number()));
  }

  private ImmutableSortedMap<String, String> xattrs(int count) {
    if (count == 0) {
      return ImmutableSortedMap.of();
    }
    ImmutableSortedMap.Builder<String, String> xattrs = ImmutableSortedMap.naturalOrder();
    for (int i = 0; i < count; i++) {
      xattrs.put(text(), text());
    }
    return xattrs.buildOrThrow();
  }

  private String path() {
    int shared = (int) number();
    int added = (int) number();
    byte[] path = Arrays.copyOf(previousPath, shared + added);
    in.get(path, shared, added);
    previousPath = path;
    return FileNames.text(path);
  }

  private String text() {
    return FileNames.text(bytes((int) number()));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  long number() {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }
}
