package dev.jbuild.builder;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.image.ImageValidator;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ADD: archives and URLs; and what a context holds besides plain files. */
class AddTest {
  @TempDir Path directory;
  private Path context;
  private Builds builds;

  @BeforeEach
  void start() throws IOException {
    context = Files.createDirectories(directory.resolve("context"));
    builds = new Builds(directory.resolve("home"));
  }

  @AfterEach
  void stop() throws IOException {
    builds.close();
  }

  private String listing(String... dockerfile) throws Exception {
    Files.writeString(context.resolve("Dockerfile"), String.join("\n", dockerfile) + "\n", UTF_8);
    BuildResult first = builds.build(context);
    assertThat(builds.build(context)).isEqualTo(first);
    assertThat(builds.done()).isEmpty();
    assertThat(ImageValidator.problemsOf(builds.image())).isEmpty();
    return TreeListing.of(builds.tree());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst"})
  void unpacksLocalArchives(String type) throws Exception {
    Path tree = Files.createDirectories(directory.resolve("tree/bin"));
    Files.writeString(tree.resolve("a"), "a");
    Files.createLink(tree.resolve("b"), tree.resolve("a"));
    Files.createSymbolicLink(tree.resolve("c"), Path.of("../d"));
    Program.runIn(
        directory.resolve("tree"),
        "tar",
        "--auto-compress",
        "--sort=name",
        "--owner=3",
        "--group=4",
        "--mode=u=rwX,go=rX",
        "-cf",
        context.resolve("x." + type).toString(),
        ".");
    assertThat(listing("FROM scratch", "ADD x." + type + " /opt"))
        .isEqualTo(
            """
            dir  0755 0:0 /opt
            dir  0755 3:4 /opt/bin
            file 0644 3:4 /opt/bin/a 1 ca978112ca1b
            file 0644 3:4 /opt/bin/b = /opt/bin/a
            link 0777 3:4 /opt/bin/c -> ../d
            """);
  }

  @Test
  void copiesWhatIsNoArchiveAndWhatIsNotToBeUnpacked() throws Exception {
    Files.writeString(context.resolve("a.tar"), "not an archive");
    Files.writeString(context.resolve("empty.tar"), "");
    assertThat(listing("FROM scratch", "ADD a.tar empty.tar /", "COPY a.tar /b/"))
        .contains("/a.tar 14", "/empty.tar 0", "/b/a.tar 14");
  }

  /** A frame that says that 2 GiB of what came before are needed to read it (RFC 8878, 3.1.1.1). */
  @Test
  void refusesZstdWhoseWindowIsTooLarge() throws Exception {
    byte[] frame = new byte[9 + 1024];
    byte[] start = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (21 << 3), 1, 0x20, 0};
    System.arraycopy(start, 0, frame, 0, start.length);
    Files.write(context.resolve("a.tar.zst"), frame);
    assertThatThrownBy(() -> listing("FROM scratch", "ADD a.tar.zst /"))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("cannot unpack \"a.tar.zst\"")
        .hasMessageContaining("too much memory");
    assertThat(listing("FROM scratch", "COPY a.tar.zst /")).contains("/a.tar.zst 1033 ");
  }

  /** The block's header asks for a dictionary of 1 GiB (.xz file format, 5.3.1). */
  @Test
  void refusesXzWhoseDictionaryIsTooLarge() throws Exception {
    Files.writeString(directory.resolve("a"), "a");
    Path archive = context.resolve("a.tar.xz");
    Program.runIn(directory, "tar", "-cJf", archive.toString(), "a");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(archive)).order(LITTLE_ENDIAN);
    CRC32 crc = new CRC32();
    crc.update(bytes.put(16, (byte) 36).array(), 12, 8);
    Files.write(archive, bytes.putInt(20, (int) crc.getValue()).array());
    assertThatThrownBy(() -> listing("FROM scratch", "ADD a.tar.xz /"))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("cannot unpack \"a.tar.xz\"")
        .hasMessageContaining("memory");
  }

  @Test
  void refusesArchivesThatLeadOut() throws Exception {
    Program.runIn(context, "tar", "-cPf", "evil.tar", "--transform=s,.*,../x,", "/etc/hostname");
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nADD evil.tar /\n");
    assertThatThrownBy(() -> builds.build(context))
        .isInstanceOfSatisfying(
            BuildFailedException.class,
            e -> assertThat(e.place().orElseThrow().span().start().line()).isEqualTo(2))
        .hasMessageContaining("../x");
  }

  @Test
  void hardLinksOfOneSourceStayLinked() throws Exception {
    Path files = Files.createDirectories(context.resolve("files"));
    Files.writeString(files.resolve("a"), "a");
    Files.createLink(files.resolve("z"), files.resolve("a"));
    assertThat(listing("FROM scratch", "COPY files /one", "COPY files/a files/z /two/"))
        .isEqualTo(
            """
            dir  0755 0:0 /one
            file 0644 0:0 /one/a 1 ca978112ca1b
            file 0644 0:0 /one/z = /one/a
            dir  0755 0:0 /two
            file 0644 0:0 /two/a 1 ca978112ca1b
            file 0644 0:0 /two/z 1 ca978112ca1b
            """);
  }

  @Test
  void takesAContextThroughALink() throws Exception {
    Files.writeString(context.resolve("a.txt"), "a");
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY *.txt /\nCOPY . /all/\n");
    builds.build(Files.createSymbolicLink(directory.resolve("link"), context));
    assertThat(TreeListing.of(builds.tree())).contains("/a.txt 1", "/all/a.txt 1");
  }

  @Test
  void linksOfAnArchiveDoNotLeadOutOfTheDestination() throws Exception {
    Path tree = Files.createDirectories(directory.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("/etc"));
    Path archive = context.resolve("a.tar");
    Program.runIn(tree, "tar", "-cf", archive.toString(), "link");
    Files.delete(tree.resolve("link"));
    Files.writeString(Files.createDirectory(tree.resolve("link")).resolve("x"), "x");
    Program.runIn(tree, "tar", "-rf", archive.toString(), "link/x");
    assertThat(listing("FROM scratch", "ADD a.tar /opt/"))
        .contains("link 0777", "/opt/link -> /etc", "/opt/etc/x 1")
        .doesNotContain(" /etc/");
  }

  @Test
  void copiesFifosAndModes() throws Exception {
    Path files = Files.createDirectories(context.resolve("files"));
    Program.run("mkfifo", "-m", "0620", files.resolve("pipe").toString());
    Files.writeString(files.resolve("setuid"), "a");
    Program.run("chmod", "4751", files.resolve("setuid").toString());
    assertThat(listing("FROM scratch", "COPY files /"))
        .isEqualTo("fifo 0620 0:0 /pipe\nfile 4751 0:0 /setuid 1 ca978112ca1b\n");
  }

  @Test
  void addsFilesOfWebServers() throws Exception {
    byte[] content = "downloaded".getBytes(UTF_8);
    String checksum = "--checksum=" + Digest.of(content);
    String url;
    try (OneFileServer server = new OneFileServer(content)) {
      url = server.url("/dir/file.txt");
      assertThat(listing("FROM scratch", "ADD " + url + " /one/", "ADD " + url + "?x=1 /two"))
          .contains("file 0600 0:0 /one/file.txt 10", "file 0600 0:0 /two 10");
      listing("FROM scratch", "ADD " + checksum + " " + url + " /");
      String other = "--checksum=" + Digest.of(new byte[1]);
      assertThatThrownBy(() -> listing("FROM scratch", "ADD " + other + " " + url + " /"))
          .hasMessageContaining("(expected: " + Digest.of(new byte[1]));
    }
    listing("FROM scratch", "ADD " + checksum + " " + url + " /other/");
    assertThatThrownBy(() -> listing("FROM scratch", "ADD " + url + " /"))
        .hasMessageContaining("cannot GET " + url);
  }
}
