package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.LayerEntry;
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

/** Entries in an order that no sane tool writes: names are few, so that they often meet again. */
final class RandomEntries implements TestLayers.Entries {
  private static final int MOST = 120;
  private static final List<String> NAMES =
      List.of("a", "b", "é語", " ", "-x", "~", "c".repeat(255), "d".repeat(100), "*\n", "A");

  private final Random random;
  private final List<String> files = new ArrayList<>();

  RandomEntries(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public void write(LayerWriter writer) throws IOException {
    for (int left = random.nextInt(MOST); left > 0; left--) {
      String path = path();
      if (random.nextInt(3) == 0) {
        byte[] content = new byte[random.nextInt(3) * random.nextInt(2000)];
        random.nextBytes(content);
        files.add(path);
        writer.file(path, metadata(true), content.length, () -> new ByteArrayInputStream(content));
      } else {
        writer.add(entry(path));
      }
    }
  }

  private LayerEntry entry(String path) {
    return switch (random.nextInt(10)) {
      case 0 -> new Symlink(path, metadata(false), target());
      case 1 -> new Device(path, metadata(false), Device.Kind.CHARACTER, random.nextInt(4096), 1);
      case 2 -> new Device(path, metadata(false), Device.Kind.BLOCK, 8, random.nextInt(1 << 20));
      case 3 -> new Fifo(path, metadata(false));
      case 4, 5 -> new Whiteout(path);
      case 6 -> new OpaqueDirectory(path);
      case 7 -> link(path);
      default -> new Directory(path, metadata(true));
    };
  }

  /** To a file that was there at some time; a missing one is refused by both. */
  private LayerEntry link(String path) {
    return files.isEmpty()
        ? new Fifo(path, metadata(false))
        : new HardLink(path, metadata(true), files.get(random.nextInt(files.size())));
  }

  private String path() {
    StringBuilder path = new StringBuilder(name());
    for (int parts = random.nextInt(4); parts > 0; parts--) {
      path.append('/').append(name());
    }
    return path.toString();
  }

  private String name() {
    return NAMES.get(random.nextInt(random.nextBoolean() ? 2 : NAMES.size()));
  }

  private String target() {
    return switch (random.nextInt(4)) {
      case 0 -> "/" + path();
      case 1 -> "../" + name();
      case 2 -> name() + "/../" + name();
      default -> "t/".repeat(1 + random.nextInt(2047));
    };
  }

  private Metadata metadata(boolean hasAttributes) {
    Instant time = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    ImmutableSortedMap<String, String> attributes =
        hasAttributes && random.nextInt(4) == 0
            ? ImmutableSortedMap.of("user." + random.nextInt(9), "v".repeat(random.nextInt(600)))
            : ImmutableSortedMap.of();
    return new Metadata(
        random.nextInt(010000), random.nextInt(3), random.nextInt(70_000), time, attributes);
  }
}
