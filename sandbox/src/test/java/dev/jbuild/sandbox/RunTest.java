package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a command sees and how it ends, with every runtime. */
class RunTest {
  private static final ImmutableMap<String, String> PATH = ImmutableMap.of("PATH", "/bin");

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void givesStatusAndOutputInItsOrderOfACommandThatFails(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      CapturedOutput output = new CapturedOutput();

      RunResult result =
          fixture
              .sandbox()
              .run(
                  fixture.request(
                      "sh",
                      "-c",
                      "for i in 1 2 3 4 5 6 7 8; do echo a$i; echo b$i >&2; done; exit 7"),
                  output);

      assertThat(result.exitStatus()).isEqualTo(7);
      assertThat(result.layer()).isEmpty();
      String inOrder = "a1\nb1\na2\nb2\na3\nb3\na4\nb4\na5\nb5\na6\nb6\na7\nb7\na8\nb8\n";
      if (runtime == RuntimeChoice.RUNC) { // which has pipes of its own, one for each stream
        assertThat(output.text().lines())
            .containsExactlyInAnyOrderElementsOf(inOrder.lines().toList());
      } else {
        assertThat(output.text()).isEqualTo(inOrder);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void runsInDockersSurroundings(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      String script =
          """
          set -e
          hostname
          pwd
          id -u; id -g; id -G
          grep -E '^Groups|^Cap|^NoNewPrivs' /proc/self/status
          umask
          test -c /dev/null && echo x > /dev/null
          test -w /dev/shm && test -e /dev/fd/1 && test -d /dev/pts
          ! touch /proc/sys/kernel/hostname 2> /dev/null
          ! test -s /proc/keys
          cat /etc/hosts
          set -- /proc/[0-9]*; echo $#
          echo $HOME
          """;

      assertThat(fixture.stdoutOf(fixture.request("sh", "-c", script)))
          .isEqualTo(
              """
              buildkitsandbox
              /
              0
              0
              0
              Groups:\t0\s
              CapInh:\t0000000000000000
              CapPrm:\t00000000a80425fb
              CapEff:\t00000000a80425fb
              CapBnd:\t00000000a80425fb
              CapAmb:\t0000000000000000
              NoNewPrivs:\t0
              0022
              127.0.0.1\tlocalhost buildkitsandbox
              ::1\tlocalhost ip6-localhost ip6-loopback
              1
              /root
              """);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void givesTheEnvironmentAndNothingElse(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Map<String, String> env = ImmutableMap.of("PATH", "/bin", "A", "x y\n'z'", "HOME", "/h");
      RunRequest request = fixture.request("env");

      String printed =
          fixture.stdoutOf(
              SandboxFixture.as(request, new ProcessSpec(List.of("env"), env, "/", "")));

      assertThat(printed.lines()).containsExactlyInAnyOrder("PATH=/bin", "A=x y", "'z'", "HOME=/h");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void runsAsTheUserInAWorkingDirectoryThatItMakes(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      List<String> args = List.of("sh", "-c", "id -u; id -g; id -G; echo $HOME; pwd; stat -c %u .");
      RunRequest request = fixture.request("sh");

      assertThat(
              fixture.stdoutOf(
                  SandboxFixture.as(request, new ProcessSpec(args, PATH, "/work/here", "app"))))
          .isEqualTo("1000\n1001\n1001 29\n/home/app\n/work/here\n0\n");
      assertThat(
              fixture.stdoutOf(
                  SandboxFixture.as(request, new ProcessSpec(args, PATH, "/", "4711:29"))))
          .isEqualTo("4711\n29\n29\n/\n/\n0\n");
      assertThatThrownBy(() ->
              fixture.stdoutOf(
                  SandboxFixture.as(request, new ProcessSpec(args, PATH, "/", "nobody"))))
          .isInstanceOf(InvalidUserException.class)
          .hasMessageContaining("unable to find user nobody");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void keepsTheNetworkAwayWhenAsked(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      RunRequest request = fixture.request("sh", "-c", "ls /sys/class/net");

      assertThat(fixture.stdoutOf(SandboxFixture.in(request, Surroundings.of(Network.NONE))))
          .isEqualTo("lo\n");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void showsScriptsAndHostsWithoutATrace(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Mount script = new Mount.ReadOnlyFile("/deep/run.sh", "#!/bin/sh\ncat /etc/hosts\n", 0755);
      Mount pipe = new Mount.ReadOnlyFile("/dev/pipes/EOF1", "echo piped\n", 0644);
      RunRequest request =
          SandboxFixture.in(
              SandboxFixture.withMounts(
                  fixture.request("sh", "-c", "sh /dev/pipes/EOF1 && /deep/run.sh"),
                  List.of(script, pipe)),
              Surroundings.of(Network.HOST)
                  .withExtraHosts(List.of(new HostEntry("db", "10.0.0.7"))));

      assertThat(fixture.stdoutOf(request)).startsWith("piped\n").endsWith("10.0.0.7\tdb\n");
      assertThat(fixture.layerOf(request).index().entries()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void saysThatAProgramIsMissing(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      CapturedOutput output = new CapturedOutput();

      RunResult result = fixture.sandbox().run(fixture.request("no-such", "x"), output);

      assertThat(result.exitStatus()).isEqualTo(127);
      assertThat(output.text())
          .isEqualTo("exec: \"no-such\": executable file not found in $PATH\n");
      assertThat(fixture.sandbox().run(fixture.request("/etc/passwd"), output).exitStatus())
          .isEqualTo(126);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void runsInARootThatHasNothingElse(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      byte[] busybox = java.nio.file.Files.readAllBytes(java.nio.file.Path.of("/bin/busybox"));
      LowerLayer bare =
          fixture.layers().layer(writer -> TestLayers.file(writer, "busybox", busybox, 0755));

      assertThat(
              fixture.layerOf(fixture.request(List.of(bare), "/busybox", "true")).index().entries())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void passesTheLoadersVariables(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Map<String, String> env = ImmutableMap.of("PATH", "/bin", "LD_LIBRARY_PATH", "/opt/lib");
      ProcessSpec process =
          new ProcessSpec(List.of("sh", "-c", "echo $LD_LIBRARY_PATH"), env, "/", "");
      List<LowerLayer> lowers = List.of(fixture.layers().busybox(), fixture.layers().usrBinEnv());

      assertThat(fixture.stdoutOf(SandboxFixture.as(fixture.request(lowers, "sh"), process)))
          .isEqualTo("/opt/lib\n");
    }
  }
}
