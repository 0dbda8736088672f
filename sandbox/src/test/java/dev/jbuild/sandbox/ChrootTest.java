package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.sandbox.Mount.CacheStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs in a changed root alone, where neither namespaces nor mounts can be had. */
class ChrootTest {
  @BeforeEach
  void needsRoot() throws IOException {
    assumeTrue(WorkerCommand.isRoot(), "only root may change its root directory");
  }

  private static SandboxFixture fixture() throws IOException {
    return new SandboxFixture(RuntimeChoice.CHROOT);
  }

  private static List<String> paths(WrittenLayer layer) {
    return layer.index().entries().stream().map(LayerEntry::path).toList();
  }

  @Test
  void showsDevicesAndFilesAndLeavesNoTrace() throws Exception {
    try (SandboxFixture fixture = fixture()) {
      LowerLayer below =
          fixture
              .layers()
              .layer(writer -> {
                TestLayers.file(writer, "dev/own", "of the base");
                TestLayers.file(writer, "etc/hosts", "of the base");
                writer.add(new Directory("etc", TestLayers.metadata(0755)));
              });
      String script =
          """
          set -e
          test -c /dev/null; test ! -e /dev/own; echo x > /dev/null
          grep -q localhost /etc/hosts; test -f /etc/resolv.conf
          test "$(cat /dev/pipes/script)" = hello
          test -z "$(ls /proc /sys | grep -v :)"
          echo changed >> /etc/hosts; touch /dev/shm/x /proc/y /etc/made /new
          id -u
          """;
      RunRequest request =
          SandboxFixture.withMounts(
              fixture.request(List.of(fixture.layers().busybox(), below), "sh", "-c", script),
              List.of(new Mount.ReadOnlyFile("/dev/pipes/script", "hello", 0755)));

      assertThat(paths(fixture.layerOf(request))).containsExactly("etc", "etc/made", "new");
    }
  }

  @Test
  void writesWhatTheCommandChanged() throws Exception {
    try (SandboxFixture fixture = fixture()) {
      LowerLayer below =
          fixture
              .layers()
              .layer(writer -> {
                writer.add(new Directory("home", TestLayers.metadata(0755)));
                writer.add(new OpaqueDirectory("home"));
                TestLayers.file(writer, "home/old", "");
              });
      List<LowerLayer> lowers = List.of(fixture.layers().busybox(), below);
      String script =
          """
          set -e
          mv /etc /moved; chown 1000:1001 /home/old; rm /bin/wc; touch /tmp/x
          if chroot / true 2> /dev/null; then :; fi
          if mknod /node c 1 3 2> /dev/null; then exit 9; fi
          """;
      WrittenLayer layer = fixture.layerOf(fixture.request(lowers, "sh", "-c", script));

      assertThat(paths(layer))
          .containsExactly(
              "bin",
              "bin/wc",
              "etc",
              "home",
              "home/old",
              "moved",
              "moved/group",
              "moved/hosts",
              "moved/passwd",
              "moved/resolv.conf",
              "tmp",
              "tmp/x");
    }
  }

  @Test
  void runsAsTheUserWithSecretsThatAreOnNoCommandLine() throws Exception {
    try (SandboxFixture fixture = fixture()) {
      SecretValue secret = new SecretValue("hidden".getBytes(StandardCharsets.UTF_8));
      ProcessSpec process =
          new ProcessSpec(
                  List.of("sh", "-c", "id; echo $TOKEN; env | grep -c LC_ALL; umask; pwd"),
                  Map.of("PATH", "/bin"),
                  "/work",
                  "app")
              .withSecrets(ImmutableMap.of("TOKEN", secret));
      assertThat(fixture.stdoutOf(SandboxFixture.as(fixture.request("id"), process)))
          .isEqualTo(
              """
              uid=1000(app) gid=1001(app) groups=29(audio),1001(app)
              hidden
              0
              0022
              /work
              """);
    }
  }

  @Test
  void worksWithoutThePrivilegeToMount() throws Exception {
    List<String> withoutMounts =
        List.of("setpriv", "--bounding-set=-sys_admin", "--inh-caps=-all", "--");
    try (SandboxFixture fixture = fixture()) {
      RunRequest request = fixture.request("sh", "-c", "mkdir /x && echo made");
      SandboxSettings usual = fixture.settings().withRuntime(RuntimeChoice.AUTO);
      Process forbidden = LauncherProgram.startAfter(withoutMounts, usual, request);
      assertThat(new String(forbidden.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("the sandbox did not start: unshare:", "Operation not permitted");

      Process process = LauncherProgram.startAfter(withoutMounts, fixture.settings(), request);
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("made\n");
      assertThat(process.waitFor()).isZero();
    }
  }

  @Test
  void namesTheCapabilityThatIsMissing() throws Exception {
    try (SandboxFixture fixture = fixture()) {
      Process process =
          LauncherProgram.startAfter(
              List.of("setpriv", "--bounding-set=-sys_chroot", "--inh-caps=-all", "--"),
              fixture.settings(),
              fixture.request("true"));
      assertThat(process.waitFor()).isNotZero();
      assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("--isolation=chroot needs root", "but has no SYS_CHROOT");
    }
  }

  @Test
  void refusesByNameWhatItCannotGive() throws Exception {
    try (SandboxFixture fixture = fixture()) {
      RunRequest usual = fixture.request("true");
      Surroundings surroundings = usual.surroundings();
      assertRefused(
          fixture,
          SandboxFixture.withMounts(
              usual,
              List.of(new Mount.Cache("/cache", Path.of("/tmp"), CacheStart.EMPTY, "", false))),
          "RUN --mount=type=cache on /cache can't be had with --isolation=chroot");
      assertRefused(
          fixture,
          SandboxFixture.withMounts(
              usual, List.of(new Mount.Temporary("/t", OptionalLong.empty(), false))),
          "RUN --mount=type=tmpfs on /t can't be had");
      assertRefused(
          fixture,
          SandboxFixture.in(usual, surroundings.withNetwork(Network.NONE)),
          "a network of none can't be had with --isolation=chroot");
      assertRefused(
          fixture,
          SandboxFixture.in(usual, surroundings.withSharedMemory(1 << 20)),
          "--shm-size can't be had");
      assertRefused(
          fixture, SandboxFixture.in(usual, surroundings.withHostname("x")), "a host name can't");
    }
  }

  private static void assertRefused(SandboxFixture fixture, RunRequest request, String message) {
    assertThatThrownBy(() -> fixture.sandbox().run(request, RunOutput.NOWHERE))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining(message);
  }
}
