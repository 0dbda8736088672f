package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.Symlink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Makes layers to run commands in, below one directory. */
final class TestLayers {
  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final Instant OLD = Instant.parse("2020-02-02T02:02:02Z");
  private static final List<String> PROGRAMS =
      List.of(
          "sh",
          "true",
          "false",
          "cat",
          "echo",
          "ls",
          "id",
          "pwd",
          "env",
          "touch",
          "mkdir",
          "rm",
          "ln",
          "mkfifo",
          "chmod",
          "chown",
          "sleep",
          "kill",
          "ps",
          "printf",
          "stat",
          "mv",
          "ip",
          "rmdir",
          "hostname",
          "grep",
          "mknod",
          "dd",
          "setsid",
          "test",
          "nc",
          "netstat",
          "nslookup",
          "wc");

  private final Path directory;

  TestLayers(Path directory) {
    this.directory = directory;
  }

  /** What an entry of a test layer says of its owner and mode. */
  static Metadata metadata(int mode) {
    return new Metadata(mode, 0, 0, OLD);
  }

  /** Writes the entries of a layer. */
  interface Entries {
    void write(LayerWriter writer) throws IOException;
  }

  /** A layer with these entries. */
  LowerLayer layer(Entries entries) throws IOException {
    Path blob = Files.createTempFile(directory, "layer", ".tar.gz");
    WrittenLayer written;
    try (LayerWriter writer = LayerWriter.to(Files.newOutputStream(blob), Compression.GZIP)) {
      entries.write(writer);
      written = writer.finish();
    }
    return lower(written, blob);
  }

  /** A written layer, to run the next command over. */
  LowerLayer lower(WrittenLayer layer, Path blob) {
    LowerLayer.Places places =
        LowerLayer.Places.in(directory.resolve("unpacked"), layer.diffId().digest().hex());
    return new LowerLayer(layer.diffId(), blob, layer.blob().mediaType(), places);
  }

  /** A small root: busybox, a few directories, root and two more users. */
  LowerLayer busybox() throws IOException {
    return layer(writer -> {
      for (String name : List.of("", "bin", "etc", "home", "proc", "dev", "sys")) {
        writer.add(new Directory(name, metadata(0755)));
      }
      writer.add(new Directory("tmp", metadata(01777)));
      file(writer, "bin/busybox", Files.readAllBytes(BUSYBOX), 0755);
      for (String program : PROGRAMS) {
        writer.add(new Symlink("bin/" + program, metadata(0777), "busybox"));
      }
      file(
          writer,
          "etc/passwd",
          """
          root:x:0:0:root:/root:/bin/sh
          app:x:1000:1001:App:/home/app:/bin/sh
          """);
      file(
          writer,
          "etc/group",
          """
          root:x:0:
          app:x:1001:
          audio:x:29:app,other
          video:x:44:other
          """);
    });
  }

  /** The program env where most roots have it. */
  LowerLayer usrBinEnv() throws IOException {
    return layer(writer -> {
      writer.add(new Directory("usr", metadata(0755)));
      writer.add(new Directory("usr/bin", metadata(0755)));
      writer.add(new Symlink("usr/bin/env", metadata(0777), "/bin/busybox"));
    });
  }

  /** One file that has an extended attribute. */
  LowerLayer withAttribute(String path, String name, String value) throws IOException {
    Metadata metadata = new Metadata(0755, 0, 0, OLD, ImmutableSortedMap.of(name, value));
    return layer(writer -> writer.file(path, metadata, 0, InputStream::nullInputStream));
  }

  static void file(LayerWriter writer, String path, String content) throws IOException {
    file(writer, path, content.getBytes(StandardCharsets.UTF_8), 0644);
  }

  static void file(LayerWriter writer, String path, byte[] content, int mode) throws IOException {
    writer.file(path, metadata(mode), content.length, () -> new ByteArrayInputStream(content));
  }
}
