package dev.jbuild.oci.layer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.LayerIndex;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.Symlink;
import dev.jbuild.oci.tree.Whiteout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Layers with everything that a layer can hold, made from a seed. */
final class RandomLayer {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz-_.0123456789 äß語\udcff'\"\\*";

  private final Random random;
  private final ImmutableList.Builder<LayerEntry> written = ImmutableList.builder();
  private final List<String> directories = new ArrayList<>(List.of(""));
  private final List<String> files = new ArrayList<>();

  private RandomLayer(Random random) {
    this.random = random;
  }

  /** Writes some entries; the index is that of what was handed to the writer. */
  static LayerIndex write(Random random, LayerWriter writer) throws IOException {
    RandomLayer layer = new RandomLayer(random);
    int count = random.nextInt(60);
    for (int i = 0; i < count; i++) {
      layer.entry(writer);
    }
    return new LayerIndex(layer.written.build());
  }

  private void entry(LayerWriter writer) throws IOException {
    String parent = directories.get(random.nextInt(directories.size()));
    String path = (parent.isEmpty() ? "" : parent + "/") + name();
    if (random.nextInt(3) == 0) {
      byte[] content =
          new byte[random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(2000)];
      random.nextBytes(content);
      files.add(path);
      written.add(
          writer.file(path, metadata(), content.length, () -> new ByteArrayInputStream(content)));
      return;
    }
    LayerEntry entry = withoutContent(path);
    writer.add(entry);
    written.add(entry);
  }

  private LayerEntry withoutContent(String path) {
    return switch (random.nextInt(9)) {
      case 0 -> new Symlink(path, metadata(), random.nextBoolean() ? "/" + name() : "../" + name());
      case 1 -> new Device(path, metadata(), Device.Kind.CHARACTER, random.nextInt(4096), 3);
      case 2 -> new Device(path, metadata(), Device.Kind.BLOCK, 8, random.nextInt(1 << 20));
      case 3 -> new Fifo(path, metadata());
      case 4 -> new Whiteout(path);
      case 5 -> new OpaqueDirectory(directories.get(random.nextInt(directories.size())));
      case 6 ->
          files.isEmpty()
              ? new Fifo(path, metadata())
              : new HardLink(path, metadata(), files.get(random.nextInt(files.size())));
      default -> {
        directories.add(path);
        yield new Directory(path, metadata());
      }
    };
  }

  private String name() {
    int length = 1 + (random.nextInt(8) == 0 ? random.nextInt(120) : random.nextInt(12));
    StringBuilder name = new StringBuilder("n");
    for (int i = 0; i < length; i++) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.append(random.nextInt(100_000)).toString();
  }

  private Metadata metadata() {
    int id = random.nextInt(10) == 0 ? random.nextInt(Integer.MAX_VALUE) : random.nextInt(2000);
    return new Metadata(random.nextInt(010000), id, random.nextInt(70_000), time(), xattrs());
  }

  private Instant time() {
    return switch (random.nextInt(4)) {
      case 0 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case 1 -> Instant.ofEpochSecond(random.nextLong(1L << 35));
      default -> Metadata.EPOCH;
    };
  }

  private ImmutableSortedMap<String, String> xattrs() {
    if (random.nextInt(6) != 0) {
      return ImmutableSortedMap.of();
    }
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      value.append((char) random.nextInt(256));
    }
    return ImmutableSortedMap.of(
        "security.capability", value.toString(), "user." + random.nextInt(99), "x\n=\0y");
  }
}
