package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.Symlink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Layers that are damaged or hostile. */
class UnpackTest {
  private static final String[] TRUE = {"true"};

  @Test
  void refusesABlobThatIsNotTheLayerAndLeavesNothing() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      LowerLayer base = fixture.layers().busybox();
      LowerLayer other = fixture.layers().usrBinEnv();
      LowerLayer mixed = new LowerLayer(other.id(), base.blob(), other.type(), other.places());

      assertCorrupt(fixture, base, mixed, "its content has the diffID " + base.id());
    }
  }

  @Test
  void refusesATruncatedBlobAndLeavesNothing() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      LowerLayer base = fixture.layers().busybox();
      byte[] blob = Files.readAllBytes(base.blob());
      Files.write(base.blob(), java.util.Arrays.copyOf(blob, blob.length / 2));

      assertCorrupt(fixture, base, base, "is corrupt");
    }
  }

  private static void assertCorrupt(
      SandboxFixture fixture, LowerLayer base, LowerLayer broken, String fact) throws Exception {
    RunRequest request = fixture.request(List.of(base, broken), TRUE);
    assertThatThrownBy(() -> fixture.sandbox().run(request, new CapturedOutput()))
        .isInstanceOf(CorruptLayerException.class)
        .hasMessageContaining(broken.id().toString())
        .hasMessageContaining(fact);
    Path unpacked = broken.places().unpacked().getParent();
    String whole = base.places().unpacked().getFileName().toString();
    try (Stream<Path> left = Files.list(unpacked)) {
      assertThat(left.filter(path -> !path.getFileName().toString().startsWith(whole)))
          .allMatch(path -> path.toString().endsWith(".lock"));
    }
  }

  @Test
  void followsLinksInsideTheRootOnly() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      Path outside = Files.createDirectory(fixture.directory().resolve("outside"));
      LowerLayer hostile =
          fixture
              .layers()
              .layer(writer -> {
                writer.add(new Symlink("up", TestLayers.metadata(0777), "../../../../../.."));
                writer.add(new Symlink("out", TestLayers.metadata(0777), outside.toString()));
                TestLayers.file(writer, "out/file", "caught");
                TestLayers.file(writer, "up/top", "caught");
              });
      List<LowerLayer> lowers = List.of(fixture.layers().busybox(), hostile);

      assertThat(fixture.stdoutOf(fixture.request(lowers, "sh", "-c", "cat /top /out/file")))
          .isEqualTo("caughtcaught");
      assertThat(outside).isEmptyDirectory();
    }
  }

  @Test
  void refusesHardLinksToWhatTheLayerDoesNotHave() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      LowerLayer hostile =
          fixture
              .layers()
              .layer(writer ->
                  writer.add(new HardLink("link", TestLayers.metadata(0644), "etc/passwd")));

      assertCorrupt(fixture, fixture.layers().busybox(), hostile, "no file of this layer");
    }
  }

  @Test
  void leavesOutDevicesThatMeanRemovalAndSaysSo() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      LowerLayer hostile =
          fixture
              .layers()
              .layer(writer ->
                  writer.add(
                      new Device(
                          "etc/passwd", TestLayers.metadata(0644), Device.Kind.CHARACTER, 0, 0)));
      CapturedOutput output = new CapturedOutput();
      List<LowerLayer> lowers = List.of(fixture.layers().busybox(), hostile);

      fixture.sandbox().run(fixture.request(lowers, "cat", "/etc/passwd"), output);

      assertThat(output.text()).contains("root:", "etc/passwd is left out");
    }
  }

  @Test
  void keepsTheRootsOwnModeAndLetsLaterEntriesReplaceEarlier() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      LowerLayer layer =
          fixture
              .layers()
              .layer(writer -> {
                writer.add(new Directory("", TestLayers.metadata(0711)));
                TestLayers.file(writer, "x", "first");
                writer.add(new Directory("x", TestLayers.metadata(0755)));
                TestLayers.file(writer, "x/y", "second");
              });
      List<LowerLayer> lowers = List.of(fixture.layers().busybox(), layer);

      assertThat(fixture.stdoutOf(fixture.request(lowers, "sh", "-c", "stat -c %a /; cat /x/y")))
          .isEqualTo("711\nsecond");
    }
  }
}
