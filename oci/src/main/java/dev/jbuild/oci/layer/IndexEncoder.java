package dev.jbuild.oci.layer;

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
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;

/** Writes entries in the index format; {@link IndexDecoder} is its mirror. */
final class IndexEncoder {
  private final ByteArrayOutputStream out;
  private byte[] previousPath = {};

  IndexEncoder(ByteArrayOutputStream out) {
    this.out = out;
  }

  void entry(LayerEntry entry) {
    switch (entry) {
      case RegularFile file -> {
        start(EntryKind.REGULAR_FILE, file.path());
        metadata(file.metadata());
        number(file.size());
        number(file.offset());
        out.writeBytes(file.content().bytes());
      }
      case Directory directory -> {
        start(EntryKind.DIRECTORY, directory.path());
        metadata(directory.metadata());
      }
      case Symlink link -> {
        start(EntryKind.SYMLINK, link.path());
        metadata(link.metadata());
        bytes(FileNames.bytes(link.target()));
      }
      case HardLink link -> {
        start(EntryKind.HARD_LINK, link.path());
        metadata(link.metadata());
        bytes(FileNames.bytes(link.target()));
      }
      case Device device -> device(device);
      case Fifo fifo -> {
        start(EntryKind.FIFO, fifo.path());
        metadata(fifo.metadata());
      }
      case Whiteout whiteout -> start(EntryKind.WHITEOUT, whiteout.path());
      case OpaqueDirectory opaque -> start(EntryKind.OPAQUE_DIRECTORY, opaque.path());
    }
  }

  private void device(Device device) {
    boolean character = device.kind() == Device.Kind.CHARACTER;
    start(character ? EntryKind.CHARACTER_DEVICE : EntryKind.BLOCK_DEVICE, device.path());
    metadata(device.metadata());
    number(device.major());
    number(device.minor());
  }

  private void start(int kind, String path) {
    out.write(kind);
    byte[] next = FileNames.bytes(path);
    int differs = Arrays.mismatch(previousPath, next);
    int shared = differs < 0 ? next.length : differs;
    number(shared);
    bytes(Arrays.copyOfRange(next, shared, next.length));
    previousPath = next;
  }

  private void metadata(Metadata metadata) {
    number(metadata.mode());
    number(metadata.uid());
    number(metadata.gid());
    Instant mtime = metadata.mtime();
    long seconds = mtime.getEpochSecond();
    number((seconds << 1) ^ (seconds >> 63));
    number(mtime.getNano());
    number(metadata.xattrs().size());
    metadata
        .xattrs()
        .forEach((name, value) -> {
          bytes(FileNames.bytes(name));
          bytes(FileNames.bytes(value));
        });
  }

  private void bytes(byte[] bytes) {
    number(bytes.length);
    out.writeBytes(bytes);
  }

  /** Seven bits a byte, lowest first, the top bit set on all but the last. */
  void number(long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) rest | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
