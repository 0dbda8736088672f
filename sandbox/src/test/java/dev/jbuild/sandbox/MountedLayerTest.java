package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.Symlink;
import dev.jbuild.oci.tree.Whiteout;
import dev.jbuild.sandbox.TestLayers.Entries;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.linux.SyscallException;
import dev.jbuild.sandbox.linux.TreeDeletion;
import dev.jbuild.sandbox.unpack.LayerDirectories;
import dev.jbuild.sandbox.unpack.LayerForm;
import dev.jbuild.sandbox.unpack.LayerSearch;
import dev.jbuild.testkit.fuzz.FuzzRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel shows of a mounted layer is what unpacking it makes. */
class MountedLayerTest {
  private Path directory;
  private TestLayers layers;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("mounted");
    layers = new TestLayers(directory);
    try (LayerDirectories best = open("best", Optional.empty())) {
      assumeThat(best.kind()).isEqualTo(LayerKind.EROFS);
    }
  }

  @AfterEach
  void removeDirectory() throws IOException {
    TreeDeletion.delete(directory);
  }

  private LayerDirectories open(String name, Optional<LayerKind> kind) throws IOException {
    Path place = Files.createDirectories(directory.resolve(name));
    return new LayerSearch(place, OverlayMode.TRUSTED, LayerForm.USUAL).open(kind);
  }

  private List<String> listing(LowerLayer layer, LayerKind kind) throws IOException {
    Path parent = Files.createTempDirectory(directory, "listing");
    LowerLayer own =
        new LowerLayer(
            layer.id(), layer.blob(), layer.type(), LowerLayer.Places.in(parent, "layer"));
    List<String> notes = new java.util.ArrayList<>();
    try (LayerDirectories directories = open(parent + "-work", Optional.of(kind));
        DirectoryHandle root =
            DirectoryHandle.open(directories.of(List.of(own), notes::add).getFirst())) {
      notes.addAll(TreeListing.of(root));
      return notes;
    }
  }

  private void assertSame(LowerLayer layer) throws IOException {
    assertThat(listing(layer, LayerKind.EROFS)).isEqualTo(listing(layer, LayerKind.UNPACKED));
  }

  private void assertSame(Entries entries) throws IOException {
    assertSame(layers.layer(entries));
  }

  @Test
  void hasFilesOfEveryKind() throws Exception {
    Metadata other =
        new Metadata(
            06755,
            1_000_000,
            70_000,
            Instant.parse("1969-12-31T23:59:58.123456789Z"),
            ImmutableSortedMap.of(
                "security.capability",
                "\1\0\0\2\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                "user.x",
                "y\0z"));
    assertSame(writer -> {
      writer.add(new Directory("", TestLayers.metadata(01711)));
      TestLayers.file(writer, "made/for/it", "content");
      writer.file("empty", other, 0, InputStream::nullInputStream);
      writer.add(new HardLink("made/linked", other, "empty"));
      writer.add(new HardLink("linked", other, "made/for/it"));
      writer.add(new Symlink("soft", TestLayers.metadata(0777), "../" + "x".repeat(100)));
      writer.add(new Symlink("softest", TestLayers.metadata(0777), "/y".repeat(2000)));
      writer.add(new Fifo("fifo", TestLayers.metadata(0600)));
      writer.add(device("null", Device.Kind.CHARACTER, 1, 3));
      writer.add(device("disk", Device.Kind.BLOCK, 259, 70_000));
      writer.add(device("whiteout", Device.Kind.CHARACTER, 0, 0));
      writer.add(new Whiteout("made/gone"));
      writer.add(new Directory("opaque", other));
      writer.add(new OpaqueDirectory("opaque"));
      writer.add(new OpaqueDirectory("opaque/too"));
      TestLayers.file(writer, "opaque/made/file", "where directories pass their group on");
    });
  }

  private static Device device(String path, Device.Kind kind, int major, int minor) {
    return new Device(path, TestLayers.metadata(0620), kind, major, minor);
  }

  @Test
  void letsLaterEntriesReplaceEarlierAndFollowsLinks() throws Exception {
    assertSame(writer -> {
      writer.add(new Symlink("bin", TestLayers.metadata(0777), "usr/bin"));
      writer.add(new Directory("usr/bin", TestLayers.metadata(0700)));
      TestLayers.file(writer, "bin/tool", "tool");
      writer.add(new Symlink("up", TestLayers.metadata(0777), "../../usr/../up2"));
      writer.add(new Symlink("up2", TestLayers.metadata(0777), "/bin"));
      TestLayers.file(writer, "up/other", "other");
      writer.add(new HardLink("bin/again", TestLayers.metadata(0644), "up2/other"));
      writer.add(new Symlink("nowhere", TestLayers.metadata(0777), "not/there"));
      TestLayers.file(writer, "nowhere/file", "made");
      writer.add(new Whiteout("back"));
      writer.add(new Directory("back", TestLayers.metadata(0755)));
      TestLayers.file(writer, "file", "file");
      writer.add(new Directory("file", TestLayers.metadata(0750)));
      TestLayers.file(writer, "file/in", "in");
      writer.add(new Directory("dir/deep", TestLayers.metadata(0750)));
      TestLayers.file(writer, "dir", "no more a directory");
      TestLayers.file(writer, "stays", "stays");
      writer.add(new Whiteout("stays"));
      writer.add(new Whiteout("file"));
    });
  }

  @Test
  void hasNamesOfAllLengthsInTheKernelsOrder() throws Exception {
    assertSame(writer -> {
      for (int length = 1; length < 256; length++) {
        TestLayers.file(writer, "long/" + "n".repeat(length), "" + length);
        writer.add(new Symlink("l" + length, TestLayers.metadata(0777), "t".repeat(length)));
      }
      for (int letter = 1; letter < 127; letter++) {
        if (letter != '/') {
          TestLayers.file(writer, "x" + (char) letter, "");
          TestLayers.file(writer, "ascii/" + (char) letter + "x", "");
        }
      }
      for (String name : List.of("é", "語", "\ud83d\ude00", "\uffee", "-", "...", " ")) {
        TestLayers.file(writer, "unicode/" + name, name);
      }
    });
  }

  @Test
  void hasContentOfAllSizesWhereTheTarHasIt() throws Exception {
    assertSame(writer -> {
      Random random = new Random(1);
      for (int size : List.of(1, 511, 512, 513, 4095, 4096, 4097, 65_536, 1_000_001)) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        TestLayers.file(writer, "size-" + size, content, 0644);
      }
    });
  }

  @Test
  void hasAttributesOfAllSizes() throws Exception {
    assertSame(writer -> {
      for (int size = 0; size < 700; size += 7) {
        Metadata metadata =
            new Metadata(
                0644,
                0,
                0,
                Metadata.EPOCH,
                ImmutableSortedMap.of("user.a", "v".repeat(size), "user.b", ""));
        writer.file("file-" + size, metadata, 0, InputStream::nullInputStream);
        writer.add(new Directory("directory-" + size, metadata));
      }
    });
  }

  @Test
  void findsEachNameAmongManyInADirectory() throws Exception {
    LowerLayer layer =
        layers.layer(writer -> {
          for (int number = 0; number < 100_000; number++) {
            writer.file(
                "many/file-" + number, TestLayers.metadata(0644), 0, InputStream::nullInputStream);
          }
        });
    try (LayerDirectories directories = open("work", Optional.of(LayerKind.EROFS));
        DirectoryHandle root =
            DirectoryHandle.open(directories.of(List.of(layer), _ -> {}).getFirst());
        DirectoryHandle many = root.openDirectory("many")) {
      List<String> names = many.names();
      assertThat(names).hasSize(100_000).doesNotHaveDuplicates();
      for (String name : names) {
        assertThat(many.has(name)).as(name).isTrue();
      }
      assertThat(many.has("file-")).isFalse();
      assertThat(many.has("file-99999x")).isFalse();
    }
  }

  @Test
  void isTheSameForRandomEntries() throws Exception {
    FuzzRun run = FuzzRun.ofRounds(40);
    for (long seed = run.seed(); seed < run.seed() + run.rounds(); seed++) {
      LowerLayer layer = layers.layer(new RandomEntries(seed));
      assertThat(outcome(layer, LayerKind.EROFS))
          .as("-Dfuzz.rounds=1 -Dfuzz.seed=" + seed)
          .isEqualTo(outcome(layer, LayerKind.UNPACKED));
    }
  }

  /** A layer is refused in both ways, or in none. */
  private List<String> outcome(LowerLayer layer, LayerKind kind) throws IOException {
    try {
      return listing(layer, kind);
    } catch (CorruptLayerException | SyscallException e) {
      return List.of("refused");
    }
  }

  @Test
  void isThatOfARealBase() throws Exception {
    Path tar = Path.of("../target/bases/debian.tar").toAbsolutePath();
    assumeThat(tar).exists();
    try (InputStream in = Files.newInputStream(tar)) {
      WrittenLayer layer = LayerReader.read(in, null, OutputStream.nullOutputStream());
      assertSame(layers.lower(layer, tar));
    }
  }
}
