package dev.jbuild.oci.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.Symlink;
import dev.jbuild.oci.tree.Whiteout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GNU tar and Python have the last word on what we write, and we read what GNU tar writes. */
class TarInteropTest {
  private static final Metadata PLAIN = new Metadata(0644, 1000, 1001, Metadata.EPOCH);
  private static final String LONG = "long-".repeat(40) + "name";

  private static final String PYTHON =
      """
      import sys, tarfile
      for e in tarfile.open(sys.argv[1]):
          x = e.pax_headers.get('SCHILY.xattr.security.capability', '')
          print(e.name, e.type.decode(), oct(e.mode), e.uid, e.gid, e.size, e.mtime, e.linkname,
                e.devmajor, e.devminor, e.uname, e.gname, x.encode('utf-8', 'surrogateescape').hex(),
                sep='|')
      """;

  @TempDir Path directory;

  @Test
  void pythonReadsEveryField() throws Exception {
    assertThat(run("python3", "-c", PYTHON, write().toString()).lines())
        .containsExactly(
            ".|5|0o755|0|0|0|315619200||0|0|||",
            "plain|0|0o4755|1000|1001|5|315619200||0|0|||",
            LONG + "|0|0o644|1000|1001|0|315619200||0|0|||",
            "äöü|5|0o1777|1000|1001|0|315619200||0|0|||",
            "big-ids|0|0o644|2147483647|3000000|0|315619200||0|0|||",
            "fraction|0|0o644|0|0|0|1.5||0|0|||",
            "before-epoch|0|0o644|0|0|0|-1.5||0|0|||",
            "capable|0|0o644|0|0|0|315619200||0|0|||0100000280ff",
            "link|2|0o644|1000|1001|0|315619200|" + LONG + "/../x|0|0|||",
            "hard|1|0o644|1000|1001|0|315619200|plain|0|0|||",
            "console|3|0o644|1000|1001|0|315619200||5|1|||",
            "disk|4|0o644|1000|1001|0|315619200||8|300|||",
            "pipe|6|0o644|1000|1001|0|315619200||0|0|||",
            "dir/.wh.gone|0|0o0|0|0|0|315619200||0|0|||",
            "dir/.wh..wh..opq|0|0o0|0|0|0|315619200||0|0|||");
  }

  @Test
  void gnuTarReadsIt() throws Exception {
    assertThat(run("tar", "--numeric-owner", "-tvf", write().toString()).lines())
        .hasSize(15)
        .anyMatch(line -> line.startsWith("-rwsr-xr-x 1000/1001") && line.endsWith(" plain"))
        .anyMatch(line -> line.contains("2147483647/3000000"))
        .anyMatch(line -> line.endsWith("hard link to plain"))
        .anyMatch(line -> line.endsWith("link -> " + LONG + "/../x"));
    assertThat(run("tar", "-xOf", directory.resolve("our.tar").toString(), "plain"))
        .isEqualTo("hello");
  }

  private Path write() throws IOException {
    Path file = directory.resolve("our.tar");
    try (OutputStream out = Files.newOutputStream(file)) {
      TarWriter tar = new TarWriter(out);
      tar.header(new Directory("", new Metadata(0755, 0, 0, Metadata.EPOCH)));
      tar.file("plain", PLAIN.withMode(04755), 5);
      tar.write("hello".getBytes(UTF_8), 0, 5);
      tar.file(LONG, PLAIN, 0);
      tar.header(new Directory("äöü", PLAIN.withMode(01777)));
      tar.file("big-ids", PLAIN.withOwner(Integer.MAX_VALUE, 3_000_000), 0);
      tar.file("fraction", root(Instant.ofEpochSecond(1, 500_000_000), ""), 0);
      tar.file("before-epoch", root(Instant.ofEpochSecond(-2, 500_000_000), ""), 0);
      tar.file("capable", root(Metadata.EPOCH, "\1\0\0\2\u0080\u00ff"), 0);
      tar.header(new Symlink("link", PLAIN, LONG + "/../x"));
      tar.header(new HardLink("hard", PLAIN, "plain"));
      tar.header(new Device("console", PLAIN, Device.Kind.CHARACTER, 5, 1));
      tar.header(new Device("disk", PLAIN, Device.Kind.BLOCK, 8, 300));
      tar.header(new Fifo("pipe", PLAIN));
      tar.header(new Whiteout("dir/gone"));
      tar.header(new OpaqueDirectory("dir"));
      tar.finish();
    }
    return file;
  }

  private static Metadata root(Instant mtime, String capability) {
    ImmutableSortedMap<String, String> xattrs =
        capability.isEmpty()
            ? ImmutableSortedMap.of()
            : ImmutableSortedMap.of("security.capability", capability);
    return new Metadata(0644, 0, 0, mtime, xattrs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "oldgnu", "posix", "ustar", "v7"})
  void readsWhatGnuTarWrites(String format) throws Exception {
    Path tree = Files.createDirectories(directory.resolve("tree"));
    String name = format.equals("v7") ? "short" : "n".repeat(90);
    Path deep = Files.createDirectories(tree.resolve("d").resolve(name));
    Files.writeString(deep.resolve(name), "content");
    Files.createFile(tree.resolve("a"));
    Files.createLink(tree.resolve("hard"), tree.resolve("a"));
    Files.createSymbolicLink(tree.resolve("soft"), Path.of("d"));
    Files.setLastModifiedTime(deep.resolve(name), FileTime.from(Metadata.EPOCH));
    Path tar = directory.resolve("their.tar");
    run(
        "tar",
        "--format=" + format,
        "--sort=name",
        "-C",
        tree.toString(),
        "-cf",
        tar.toString(),
        ".");
    String file = "./d/" + name + "/" + name;
    assertThat(read(tar))
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    "./",
                    "DIRECTORY ",
                    "./d/",
                    "DIRECTORY ",
                    "./d/" + name + "/",
                    "DIRECTORY ",
                    file,
                    "REGULAR_FILE content" + Metadata.EPOCH,
                    "./a",
                    "REGULAR_FILE ",
                    "./hard",
                    "HARD_LINK ./a",
                    "./soft",
                    "SYMLINK d")));
  }

  private static Map<String, String> read(Path tar) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(tar))) {
      TarReader reader = new TarReader(in, TarLimits.DEFAULT);
      for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
        String content = new String(reader.content().readAllBytes(), UTF_8);
        String time = content.isEmpty() ? "" : entry.metadata().mtime().toString();
        found.put(entry.name(), entry.type() + " " + entry.linkName() + content + time);
      }
    }
    return found;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "PYTHONIOENCODING", "utf-8"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(List.of(command) + ": " + output).isZero();
    return output;
  }
}
