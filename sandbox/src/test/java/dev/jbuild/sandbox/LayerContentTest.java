package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What commands change is what their layers hold. */
class LayerContentTest {
  private static final String EVERY_KIND =
      """
      set -e
      echo new > /new; chown 1000:1001 /new; chmod 4755 /new
      ln /new /tmp/hard; ln -s /new /soft; mkfifo /fifo
      rm /etc/group
      rm -r /home; mkdir /home; touch /home/again
      mkdir -p /a/b; touch /a/b/c /a-b
      chmod 700 /tmp
      touch -d '2001-02-03 04:05:06' /old
      touch /gone; rm /gone
      """;

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void holdsChangesOfEveryKind(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      RunRequest request = fixture.request("sh", "-c", EVERY_KIND);

      WrittenLayer layer = fixture.layerOf(request);

      assertThat(paths(layer))
          .containsExactly(
              "a",
              "a/b",
              "a/b/c",
              "a-b",
              "etc",
              "etc/group",
              "fifo",
              "home",
              "home",
              "home/again",
              "new",
              "old",
              "soft",
              "tmp",
              "tmp/hard");
      assertThat(listing(request.layerFile()))
          .isEqualTo(
              """
              drwxr-xr-x 0/0               0 1980-01-02 00:00 a/
              drwxr-xr-x 0/0               0 1980-01-02 00:00 a/b/
              -rw-r--r-- 0/0               0 1980-01-02 00:00 a/b/c
              -rw-r--r-- 0/0               0 1980-01-02 00:00 a-b
              drwxr-xr-x 0/0               0 1980-01-02 00:00 etc/
              ---------- 0/0               0 1980-01-02 00:00 etc/.wh.group
              prw-r--r-- 0/0               0 1980-01-02 00:00 fifo
              drwxr-xr-x 0/0               0 1980-01-02 00:00 home/
              ---------- 0/0               0 1980-01-02 00:00 home/.wh..wh..opq
              -rw-r--r-- 0/0               0 1980-01-02 00:00 home/again
              -rwsr-xr-x 1000/1001         4 1980-01-02 00:00 new
              -rw-r--r-- 0/0               0 2001-02-03 04:05 old
              lrwxrwxrwx 0/0               0 1980-01-02 00:00 soft -> /new
              drwx------ 0/0               0 1980-01-02 00:00 tmp/
              hrwsr-xr-x 1000/1001         0 1980-01-02 00:00 tmp/hard link to new
              """);
    }
  }

  private static List<String> paths(WrittenLayer layer) {
    return layer.index().entries().stream().map(LayerEntry::path).toList();
  }

  /** As GNU tar sees it. */
  private static String listing(Path blob) throws IOException {
    ProcessBuilder tar =
        new ProcessBuilder("tar", "--numeric-owner", "-tvzf", blob.toString())
            .redirectErrorStream(true);
    tar.environment().put("TZ", "UTC");
    return new String(tar.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void isTheSameForTheSameRun(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture one = new SandboxFixture(runtime);
        SandboxFixture other = new SandboxFixture(RuntimeChoice.AUTO)) {
      WrittenLayer first = one.layerOf(one.request("sh", "-c", EVERY_KIND));
      WrittenLayer again = one.layerOf(one.request("sh", "-c", EVERY_KIND));
      WrittenLayer elsewhere = other.layerOf(other.request("sh", "-c", EVERY_KIND));

      assertThat(again).isEqualTo(first);
      assertThat(elsewhere).isEqualTo(first);
    }
  }

  @Test
  void canBeRunOver() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      LowerLayer base = fixture.layers().busybox();
      RunRequest first = fixture.request(List.of(base), "sh", "-c", EVERY_KIND);
      LowerLayer second = fixture.layers().lower(fixture.layerOf(first), first.layerFile());
      String look =
          "ls /home; test -e /etc/group || echo none; cat /tmp/hard; stat -c '%h %a %u %Y' /new";

      assertThat(fixture.stdoutOf(fixture.request(List.of(base, second), "sh", "-c", look)))
          .isEqualTo("again\nnone\nnew\n2 4755 1000 315619200\n");
    }
  }

  @Test
  void keepsFileCapabilities() throws Exception {
    String capability =
        "\001\000\000\002\000\004\000\000\000\000\000\000\000\000\000\000\000\000\000\000";
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      LowerLayer base = fixture.layers().busybox();
      LowerLayer tool = fixture.layers().withAttribute("tool", "security.capability", capability);
      RunRequest request = fixture.request(List.of(base, tool), "sh", "-c", "chmod 755 /tool");

      RegularFile entry = (RegularFile) fixture.layerOf(request).index().entries().getFirst();

      assertThat(entry.path()).isEqualTo("tool");
      assertThat(entry.metadata().xattrs()).containsEntry("security.capability", capability);
    }
  }

  @Test
  void letsCompiledPythonFollowItsSource() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      String script =
          """
          touch /m.py; t=$(stat -c %Y /m.py)
          b() { printf "\\\\$(printf %03o $(($1 >> $2 & 255)))"; }
          { printf 'MAGI\\0\\0\\0\\0'; b $t 0; b $t 8; b $t 16; b $t 24; printf 'SIZErest'; } > /m.pyc
          { printf 'MAGI\\0\\0\\0\\0\\1\\0\\0\\0SIZErest'; } > /old.pyc
          """;
      RunRequest request = fixture.request("sh", "-c", script);
      LowerLayer layer = fixture.layers().lower(fixture.layerOf(request), request.layerFile());
      RunRequest look =
          fixture.request(
              List.of(fixture.layers().busybox(), layer), "sh", "-c", "cat /m.pyc; cat /old.pyc");

      byte[] time = HexFormat.of().parseHex("80f2cf12");
      assertThat(fixture.stdoutOf(look).replace("\ufffd", "?"))
          .isEqualTo(
              "MAGI\0\0\0\0"
                  + new String(time, StandardCharsets.UTF_8).replace("\ufffd", "?")
                  + "SIZErestMAGI\0\0\0\0\1\0\0\0SIZErest");
    }
  }

  @Test
  void standsOnMoreThanAHundredLayers() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      List<LowerLayer> lowers = new ArrayList<>(List.of(fixture.layers().busybox()));
      for (int number = 1; number < 130; number++) {
        String path = "layer-" + number;
        lowers.add(fixture.layers().layer(writer -> TestLayers.file(writer, path, path)));
      }

      assertThat(fixture.stdoutOf(fixture.request(lowers, "sh", "-c", "ls -d /layer-* | wc -l")))
          .isEqualTo("129\n");
    }
  }
}
