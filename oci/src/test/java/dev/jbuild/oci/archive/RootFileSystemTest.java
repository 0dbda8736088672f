package dev.jbuild.oci.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.image.MemoryLayer;
import dev.jbuild.oci.image.Tool;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import dev.jbuild.oci.tree.Whiteout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The root file system as a tar and as a directory. */
class RootFileSystemTest {
  private static final Metadata DIRECTORY = new Metadata(0755, 0, 0, Metadata.EPOCH);
  private static final Metadata FILE = new Metadata(0640, 12, 34, Metadata.EPOCH);

  @TempDir Path directory;

  /** Layers in memory, and what is in their plain tars. */
  private record Root(FileTree tree, ImmutableMap<DiffId, MemoryLayer> layers) {
    static Root of(MemoryLayer... layers) {
      FileTree tree = FileTree.empty();
      ImmutableMap.Builder<DiffId, MemoryLayer> byId = ImmutableMap.builder();
      for (MemoryLayer layer : layers) {
        tree = tree.with(layer.diffId(), layer.written().index());
        byId.put(layer.diffId(), layer);
      }
      return new Root(tree, byId.buildOrThrow());
    }

    InputStream open(DiffId id, RegularFile file) throws IOException {
      MemoryLayer layer = layers.get(id);
      if (layer == null) {
        throw new IOException("no layer " + id);
      }
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      LayerReader.read(layer.open(), layer.blob(), plain);
      int from = Math.toIntExact(file.offset());
      return new ByteArrayInputStream(
          Arrays.copyOfRange(plain.toByteArray(), from, from + (int) file.size()));
    }
  }

  private static void text(LayerWriter writer, String path, Metadata metadata, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    writer.file(path, metadata, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  private static Root twoLayers() throws IOException {
    MemoryLayer lower =
        MemoryLayer.of(
            Compression.GZIP,
            writer -> {
              writer.add(new Directory("etc", DIRECTORY.withMode(0555)));
              text(writer, "etc/gone", FILE, "gone");
              text(writer, "etc/motd", FILE, "hello");
              writer.add(new HardLink("etc/motd2", FILE, "etc/motd"));
              writer.add(new Symlink("link", DIRECTORY.withMode(0777), "/etc/passwd"));
              writer.add(new Fifo("pipe", FILE));
              writer.add(new Device("null", FILE, Device.Kind.CHARACTER, 1, 3));
            });
    MemoryLayer upper =
        MemoryLayer.of(
            Compression.GZIP,
            writer -> {
              writer.add(new Whiteout("etc/gone"));
              text(writer, "su", FILE.withMode(04755), "#!");
            });
    return Root.of(lower, upper);
  }

  @Test
  void theTarIsWhatGnuTarReads() throws IOException {
    Root root = twoLayers();
    Path tar = directory.resolve("root.tar");
    try (OutputStream out = Files.newOutputStream(tar)) {
      TarArchive.write(root.tree(), root::open, out);
    }
    assertThat(Tool.run("tar", "--numeric-owner", "--utc", "-tvf", tar.toString()).lines())
        .containsExactly(
            "dr-xr-xr-x 0/0               0 1980-01-02 00:00 etc/",
            "-rw-r----- 12/34             5 1980-01-02 00:00 etc/motd",
            "hrw-r----- 12/34             0 1980-01-02 00:00 etc/motd2 link to etc/motd",
            "lrwxrwxrwx 0/0               0 1980-01-02 00:00 link -> /etc/passwd",
            "crw-r----- 12/34           1,3 1980-01-02 00:00 null",
            "prw-r----- 12/34             0 1980-01-02 00:00 pipe",
            "-rwsr-xr-x 12/34             2 1980-01-02 00:00 su");
    assertThat(Tool.run("tar", "-xOf", tar.toString(), "etc/motd")).isEqualTo("hello");
  }

  @Test
  void theDirectoryBelongsToTheCaller() throws IOException {
    Root root = twoLayers();
    Path out = directory.resolve("out");
    assertThat(DirectoryExport.write(root.tree(), root::open, out)).containsExactly("null", "pipe");
    assertThat(out.resolve("etc/motd")).hasContent("hello");
    assertThat(Files.isSameFile(out.resolve("etc/motd"), out.resolve("etc/motd2"))).isTrue();
    assertThat(out.resolve("etc/gone")).doesNotExist();
    assertThat(Files.readSymbolicLink(out.resolve("link"))).hasToString("/etc/passwd");
    assertThat(mode(out.resolve("su"))).isEqualTo("rwxr-xr-x");
    assertThat((int) Files.getAttribute(out.resolve("su"), "unix:mode") & 07000).isZero();
    assertThat(mode(out.resolve("etc"))).isEqualTo("r-xr-xr-x");
    assertThat(Files.getOwner(out.resolve("etc/motd"))).isEqualTo(Files.getOwner(directory));
    assertThat(Files.getLastModifiedTime(out.resolve("etc")).toInstant()).isEqualTo(Metadata.EPOCH);
    DirectoryExport.write(root.tree(), root::open, out); // again, over what is there
    assertThat(out.resolve("etc/motd")).hasContent("hello");
  }

  /** Says something when the tests run as an ordinary user. */
  @Test
  void whatTheCallerMayNotReadIsWrittenTwiceAllTheSame() throws IOException {
    MemoryLayer layer =
        MemoryLayer.of(
            Compression.GZIP,
            writer -> {
              writer.add(new Directory("closed", DIRECTORY.withMode(0311)));
              text(writer, "closed/secret", FILE.withMode(0), "secret");
            });
    Root root = Root.of(layer);
    Path out = directory.resolve("out");
    for (int i = 0; i < 2; i++) {
      DirectoryExport.write(root.tree(), root::open, out);
      assertThat(mode(out.resolve("closed"))).isEqualTo("-wx--x--x");
      assertThat(mode(out.resolve("closed/secret"))).isEqualTo("---------");
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void linksThatStandInTheDestinationAreReplacedNotFollowed() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("motd"), "precious");
    Path out = Files.createDirectory(directory.resolve("out"));
    Files.createSymbolicLink(out.resolve("etc"), outside);
    Files.createSymbolicLink(out.resolve("su"), outside.resolve("motd"));
    Root root = twoLayers();
    DirectoryExport.write(root.tree(), root::open, out);
    assertThat(outside.resolve("motd")).hasContent("precious");
    assertThat(outside.resolve("motd2")).doesNotExist();
    assertThat(Files.isSymbolicLink(out.resolve("etc"))).isFalse();
    assertThat(out.resolve("su")).hasContent("#!");
  }

  @Test
  void linksOfTheImageDoNotLeadOut() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    MemoryLayer lower =
        MemoryLayer.of(
            new Symlink("etc", DIRECTORY, outside.toString()),
            new Symlink("up", DIRECTORY, "../outside"));
    MemoryLayer upper =
        MemoryLayer.of(
            Compression.GZIP,
            writer -> {
              text(writer, "etc/evil", FILE, "evil");
              text(writer, "up/evil", FILE, "evil");
            });
    Root root = Root.of(lower, upper);
    Path out = directory.resolve("out");
    DirectoryExport.write(root.tree(), root::open, out);
    assertThat(outside).isEmptyDirectory();
    assertThat(out.resolve(outside.toString().substring(1)).resolve("evil")).hasContent("evil");
    assertThat(out.resolve("outside/evil")).hasContent("evil");
  }

  @Test
  void aDirectoryIsNotReplacedByAFile() throws IOException {
    Path out = directory.resolve("out");
    Files.createDirectories(out.resolve("su"));
    Files.writeString(out.resolve("su/mine"), "mine");
    Root root = twoLayers();
    assertThatThrownBy(() -> DirectoryExport.write(root.tree(), root::open, out))
        .hasMessageContaining("su is a directory");
    assertThat(out.resolve("su/mine")).hasContent("mine");
  }
}
