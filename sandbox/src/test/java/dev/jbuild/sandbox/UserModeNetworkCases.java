package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a command can reach where slirp4netns works. For {@link NetworkTest}. */
class UserModeNetworkCases {
  /** The machine's address, and that of nothing else. */
  static final String MACHINE = "198.51.100.7";

  private static final Surroundings DEFAULT = Surroundings.of(Network.DEFAULT);

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void aCommandReachesTheMachineButNotItsLoopbackDevice(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime);
        Greeter outside = new Greeter(MACHINE);
        Greeter inside = new Greeter("127.0.0.1");
        NameServer names = new NameServer("127.0.0.1")) {
      String script =
          """
          nc %s %d < /dev/null
          nc 127.0.0.1 %d < /dev/null 2> /dev/null || echo no loopback
          nc 10.0.2.2 %3$d < /dev/null 2> /dev/null || echo no gateway to it
          cat /etc/resolv.conf
          tail -n 1 /etc/hosts
          ls /sys/class/net
          nslookup lookup.example > /dev/null 2>&1
          true
          """
              .formatted(MACHINE, outside.port(), inside.port());
      HostEntry here = new HostEntry("here", HostEntry.GATEWAY);
      RunRequest request = fixture.request("sh", "-c", script);
      assertThat(
              fixture.stdoutOf(SandboxFixture.in(request, DEFAULT.withExtraHosts(List.of(here)))))
          .isEqualTo(
              """
              hello
              no loopback
              no gateway to it
              search some.example
              options ndots:2
              nameserver 10.0.2.3
              198.51.100.7\there
              lo
              tap0
              """);
      assertThat(names.questions()).anyMatch(question -> question.contains("lookup"));
      assertThat(fixture.sandbox().whyNetworkIsShared()).isEmpty();
    }
  }

  @Test
  void whoeverAsksForTheMachinesNetworkReachesItsLoopbackDevice() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO);
        Greeter inside = new Greeter("127.0.0.1")) {
      String script = "nc 127.0.0.1 %d < /dev/null; cat /etc/resolv.conf".formatted(inside.port());
      RunRequest request = fixture.request("sh", "-c", script);
      assertThat(fixture.stdoutOf(SandboxFixture.in(request, Surroundings.of(Network.HOST))))
          .startsWith("hello\n")
          .contains("nameserver 127.0.0.1");
    }
  }

  @Test
  void runsAtTheSameTimeListenOnTheSamePort() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      String listen =
          """
          nc -l -p 7777 &
          until netstat -ltn | grep -q :7777; do sleep 0.01; done
          echo listens
          """;
      CapturedOutput first = new CapturedOutput();
      Future<RunResult> running =
          threads.submit(() -> fixture.sandbox().run(request(fixture, listen + "wait"), first));
      first.await();

      assertThat(fixture.stdoutOf(request(fixture, listen + "kill $!"))).isEqualTo("listens\n");
      assertThat(running.isDone()).isFalse();
      running.cancel(true);
    }
  }

  @Test
  void slirpHoldsNothingOpenThatIsNotItsOwn() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      assertThat(fixture.stdoutOf(request(fixture, "echo up"))).isEqualTo("up\n");

      List<Path> helpers = slirps(fixture.settings().temporary());

      assertThat(helpers).isNotEmpty();
      for (Path helper : helpers) {
        assertThat(opened(helper))
            .allMatch(file -> file.matches("/dev/null|.*/network-\\d+/log|/dev/net/tun|socket:.*"));
      }
    }
  }

  private static RunRequest request(SandboxFixture fixture, String script) throws IOException {
    return SandboxFixture.in(fixture.request("sh", "-c", script), DEFAULT);
  }

  /** The processes whose network is below this directory, and that are ready. */
  private static List<Path> slirps(Path directory) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process ->
              read(process.resolve("cmdline")).matches("(?s)\\S*slirp4netns.*" + directory + ".*"))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static List<String> opened(Path process) throws IOException {
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return descriptors.map(UserModeNetworkCases::target).toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return "/dev/null";
    }
  }
}
