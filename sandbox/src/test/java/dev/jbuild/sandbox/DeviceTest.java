package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.sandbox.DeviceHook.Place;
import dev.jbuild.sandbox.Mount.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What devices bring into a container, with every runtime. */
class DeviceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Finds the root as the hooks of vendors do: by the bundle that the state names. */
  private static final String FIND_ROOT =
      """
      set -e
      state=$(cat)
      bundle=$(echo "$state" | sed 's/.*"bundle":"\\([^"]*\\)".*/\\1/')
      root=$(sed 's/.*"root":{"path":"\\([^"]*\\)".*/\\1/' "$bundle/config.json")
      """;

  private static DeviceHook hook(Place place, String script) {
    return new DeviceHook(
        place,
        Path.of("/bin/sh"),
        List.of("-c", FIND_ROOT + script),
        Map.of("PATH", "/usr/bin:/bin", "GREETING", "hello"),
        Optional.empty());
  }

  private static RunRequest request(
      SandboxFixture fixture, String script, List<Mount> mounts, DeviceHook... hooks)
      throws Exception {
    RunRequest plain = fixture.request("sh", "-c", "set -e\n" + script);
    return new RunRequest(
        plain.lowers(),
        plain.process(),
        plain.surroundings(),
        mounts,
        new ContainerEdits(List.of(hooks), List.of()),
        plain.layerFile(),
        plain.compression(),
        plain.timestamp(),
        plain.shell());
  }

  private static List<String> paths(WrittenLayer layer) {
    return layer.index().entries().stream().map(LayerEntry::path).sorted().toList();
  }

  private static void awaitEndOfFirstRun(Path temporary) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (hasFirstRun(temporary) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(hasFirstRun(temporary)).isFalse();
  }

  private static boolean hasFirstRun(Path temporary) throws Exception {
    try (Stream<Path> found = Files.walk(temporary, 2)) {
      return found.anyMatch(path -> path.endsWith("run-1"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void nodesAndFilesAreSeenAndLeaveNoTrace(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Path library = Files.writeString(fixture.directory().resolve("libtoy.so.1"), "driver\n");
      List<Mount> mounts =
          List.of(
              new Mount.OfHost("/dev/toy/0", Path.of("/dev/zero")),
              new Mount.OfHost("/node", Path.of("/dev/null")),
              new Mount.OfHost(
                  "/usr/lib/libtoy.so.1",
                  library,
                  Option.READ_ONLY,
                  Option.NO_SETUID,
                  Option.NO_DEVICES,
                  Option.RECURSIVE));
      String script =
          """
          test -c /dev/toy/0
          dd if=/dev/toy/0 of=/dev/null bs=1 count=1 2> /dev/null
          echo gone > /node
          cat /usr/lib/libtoy.so.1
          ! echo x 2> /dev/null > /usr/lib/libtoy.so.1
          """;
      RunRequest request = request(fixture, script, mounts);

      assertThat(fixture.stdoutOf(request)).isEqualTo("driver\n");
      assertThat(paths(fixture.layerOf(request))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void whatHooksWriteIsSeenButNoPartOfTheLayer(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      DeviceHook first = hook(Place.RUNTIME, "mkdir -p \"$root/etc/ld.so.conf.d\"");
      DeviceHook second =
          hook(
              Place.CONTAINER,
              """
              test -e "$root/proc/1/status"
              echo "$GREETING" > "$root/etc/ld.so.conf.d/00-toy.conf"
              echo cache > "$root/etc/ld.so.cache"
              ln -s libtoy.so.1 "$root/home/libtoy.so"
              echo replaced > "$root/etc/group"
              rm "$root/bin/wc"
              echo hook > "$root/etc/taken"
              """);
      String script =
          """
          cat /etc/ld.so.conf.d/00-toy.conf /etc/ld.so.cache /etc/group
          test ! -e /bin/wc
          echo command >> /etc/taken
          echo own > /home/own
          """;
      RunRequest request = request(fixture, script, List.of(), first, second);

      assertThat(fixture.stdoutOf(request)).isEqualTo("hello\ncache\nreplaced\n");
      assertThat(paths(fixture.layerOf(request)))
          .containsExactly("etc", "etc/taken", "home", "home/own");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OVERLAY"})
  void otherRootsTellHooksApartToo(RootKind kind) throws Exception {
    try (SandboxFixture fixture = RootKindTest.fixture(kind)) {
      DeviceHook hook =
          hook(
              Place.CONTAINER,
              """
              echo cache > "$root/etc/ld.so.cache"
              echo replaced > "$root/etc/group"
              rm "$root/bin/wc"
              """);
      String script = "test -e /etc/ld.so.cache; test ! -e /bin/wc; echo own > /home/own";

      assertThat(paths(fixture.layerOf(request(fixture, script, List.of(), hook))))
          .containsExactly("home", "home/own");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void interruptionEndsTheHookAndTheContainer(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Path begun = fixture.directory().resolve("begun");
      DeviceHook endless =
          hook(Place.CONTAINER, "mkfifo '%1$s.fifo'; : > '%1$s'; cat '%1$s.fifo'".formatted(begun));
      RunRequest request = request(fixture, "echo never", List.of(), endless);
      CapturedOutput output = new CapturedOutput();
      Future<RunResult> run = threads.submit(() -> fixture.sandbox().run(request, output));
      while (!Files.exists(begun)) {
        assertThat(run.isDone()).isFalse();
        Thread.sleep(5);
      }

      run.cancel(true);

      assertThat(fixture.stdoutOf(fixture.request("echo", "next"))).isEqualTo("next\n");
      awaitEndOfFirstRun(fixture.settings().temporary());
      assertThat(output.text()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void hookThatFailsEndsTheRun(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      DeviceHook broken = hook(Place.CONTAINER, "echo no driver >&2; exit 3");

      assertThatThrownBy(() -> fixture.stdoutOf(request(fixture, "true", List.of(), broken)))
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining("exit code 3: no driver");
      assertThat(fixture.stdoutOf(fixture.request("echo", "next"))).isEqualTo("next\n");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BUILTIN", "CRUN"})
  void hookHasItsTime(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      DeviceHook slow =
          new DeviceHook(
              Place.CONTAINER,
              Path.of("/bin/sleep"),
              List.of("1000"),
              Map.of(),
              Optional.of(Duration.ofSeconds(1)));

      assertThatThrownBy(() -> fixture.stdoutOf(request(fixture, "true", List.of(), slow)))
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining("/bin/sleep 1000 took longer than its 1 s");
    }
  }
}
