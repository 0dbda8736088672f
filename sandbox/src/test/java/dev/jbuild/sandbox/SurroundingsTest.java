package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.sandbox.ProcessLimit.Resource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a command sees and may of the machine, with every runtime. */
class SurroundingsTest {
  private static final Surroundings HOST = Surroundings.of(Network.HOST);

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void followWhatTheRequestSays(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Surroundings surroundings =
          HOST.withHostname("builder-7")
              .withSharedMemory(3 << 20)
              .withLimits(
                  List.of(
                      new ProcessLimit(Resource.NOFILE, 100, 200),
                      new ProcessLimit(Resource.CORE, 0, 0)))
              .withExtraHosts(
                  List.of(
                      new HostEntry("db", "10.0.0.7"), new HostEntry("here", HostEntry.GATEWAY)));
      String script =
          """
          hostname
          grep builder-7 /etc/hosts | cut -f1
          grep -E 'db|here' /etc/hosts
          df -k /dev/shm | tail -n1 | tr -s ' ' | cut -d ' ' -f2
          ulimit -Sn; ulimit -Hn; ulimit -c
          """;
      String printed =
          fixture.stdoutOf(SandboxFixture.in(fixture.request("sh", "-c", script), surroundings));
      assertThat(printed)
          .isEqualTo(
              """
              builder-7
              127.0.0.1
              10.0.0.7\tdb
              127.0.0.1\there
              3072
              100
              200
              0
              """);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void letACommandMakeTheUsualSystemCallsOnly(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      String script =
          """
          grep Seccomp: /proc/self/status
          unshare -U true 2>&1
          linux32 true && echo as 32 bits
          setsid true && echo own session
          """;
      assertThat(fixture.stdoutOf(fixture.request("sh", "-c", script)))
          .isEqualTo(
              """
              Seccomp:\t2
              unshare: unshare(0x10000000): Operation not permitted
              as 32 bits
              own session
              """);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void ofAnInsecureCommandHideAndForbidNothing(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      String script =
          """
          set -e
          test -n "$(cat /proc/interrupts)"
          mkdir /tmp/mounted
          mount -t tmpfs none /tmp/mounted
          grep -E 'CapEff|Seccomp:' /proc/self/status
          """;
      String printed =
          fixture.stdoutOf(
              SandboxFixture.in(fixture.request("sh", "-c", script), HOST.withInsecure(true)));
      String worker = effectiveCapabilities();
      assertThat(printed).isEqualTo("CapEff:\t" + worker + "\nSeccomp:\t0\n");
    }
  }

  /** As root this process has what the worker has; an ordinary user's worker has all of them. */
  private static String effectiveCapabilities() throws Exception {
    String all = "000001ffffffffff";
    String status = java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/status"));
    String own =
        status.lines().filter(line -> line.startsWith("CapEff:")).findFirst().orElseThrow();
    return own.endsWith("0000000000000000") ? all : own.substring("CapEff:".length()).strip();
  }

  @ParameterizedTest
  @EnumSource(names = "AUTO")
  void sayWhichLimitCannotBeSet(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      ProcessLimit tooHigh = new ProcessLimit(Resource.NOFILE, 1, 1L << 40);
      RunRequest request =
          SandboxFixture.in(fixture.request("true"), HOST.withLimits(List.of(tooHigh)));
      assertThatThrownBy(() -> fixture.stdoutOf(request))
          .isInstanceOf(SandboxUnavailableException.class)
          .hasMessageContaining("the limit nofile=1:1099511627776 can't be set");
    }
  }
}
