package dev.jbuild.builder.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.StepDevice;
import dev.jbuild.sandbox.DeviceHook;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.Mount.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which devices a name means, and what they change. */
class DeviceResolverTest {
  private static final String TOYS =
      """
      # of a vendor that does not exist
      cdiVersion: "0.6.0"
      kind: toys.example/gpu
      annotations: {vendor: toys}
      containerEdits:
        env: [COMMON=1, TOYS_VISIBLE=void]
        mounts:
        - hostPath: /etc/hostname
          containerPath: /usr/lib/libtoy.so.1
          options: [ro, nosuid, nodev, rbind, rprivate]
        hooks:
        - hookName: createContainer
          path: /usr/bin/toy-hook
          args: [toy-hook, create-symlinks, --link, "a::b"]
          env: [A=b=c]
          timeout: 7
      devices:
      - name: "0"
        annotations: {org.mobyproject.buildkit.device.class: small}
        containerEdits:
          deviceNodes:
          - {path: /dev/toy0, hostPath: /dev/null, type: c, major: 1, minor: 3}
          env: [TOY=0]
      - name: "1"
        annotations: {org.mobyproject.buildkit.device.class: small}
        containerEdits:
          deviceNodes: [{path: /dev/toy1, hostPath: /dev/zero, permissions: rw}]
          env: [TOY=1]
      - name: all
        containerEdits: {env: [TOY=all]}
      """;

  @TempDir Path directory;
  private final List<String> notes = new ArrayList<>();
  private Path first;
  private Path second;

  @BeforeEach
  void makeDirectories() throws IOException {
    first = Files.createDirectories(directory.resolve("etc"));
    second = directory.resolve("run");
    Files.writeString(first.resolve("toys.yaml"), TOYS);
    Files.writeString(first.resolve("notes.txt"), "no CDI file");
  }

  private GivenDevices resolve(String... names) throws IOException, BuildFailedException {
    List<StepDevice> devices =
        List.of(names).stream().map(name -> new StepDevice(name, true)).toList();
    return DeviceResolver.resolve(devices, List.of(first, second), notes::add);
  }

  @ParameterizedTest
  @CsvSource({
    "toys.example/gpu, 0",
    "toys.example/gpu=1, 1",
    "toys.example/gpu=all, all",
    "toys.example/gpu=*, all",
    "toys.example/gpu=small, 1"
  })
  void nameMeansDevices(String name, String lastOne) throws Exception {
    assertThat(resolve(name).env())
        .containsEntry("TOY", lastOne)
        .containsEntry("COMMON", "1")
        .containsEntry("TOYS_VISIBLE", "void");
    assertThat(notes).isEmpty();
  }

  @Test
  void editsOfTheFileAreMadeOnce() throws Exception {
    GivenDevices given = resolve("toys.example/gpu=0", "toys.example/gpu=*");

    assertThat(given.mounts())
        .containsExactly(
            new Mount.OfHost("/dev/toy0", Path.of("/dev/null")),
            new Mount.OfHost("/dev/toy1", Path.of("/dev/zero")),
            new Mount.OfHost(
                "/usr/lib/libtoy.so.1",
                Path.of("/etc/hostname"),
                Option.READ_ONLY,
                Option.NO_SETUID,
                Option.NO_DEVICES,
                Option.RECURSIVE));
    assertThat(given.edits().hooks())
        .containsExactly(
            new DeviceHook(
                DeviceHook.Place.CONTAINER,
                Path.of("/usr/bin/toy-hook"),
                List.of("create-symlinks", "--link", "a::b"),
                Map.of("A", "b=c"),
                Optional.of(Duration.ofSeconds(7))));
  }

  @Test
  void laterDirectoryWins() throws Exception {
    Files.createDirectory(second);
    Files.writeString(
        second.resolve("toys.json"),
        """
        {
        \t"cdiVersion": "0.7.0", "kind": "toys.example/gpu",
        \t"devices": [{"name": "1",
        \t\t"containerEdits": {"env": ["TOY=dynamic"], "additionalGids": [0, 44]}}]
        }
        """);

    GivenDevices given = resolve("toys.example/gpu=1");
    assertThat(given.env()).containsExactlyEntriesOf(Map.of("TOY", "dynamic"));
    assertThat(given.edits().groups()).containsExactly(44);
    assertThat(resolve("toys.example/gpu=0").env()).containsEntry("TOY", "0");
  }

  @Test
  void sameDeviceTwiceInADirectoryIsAConflict() throws Exception {
    Files.writeString(first.resolve("zoo.yaml"), TOYS);

    assertThatThrownBy(() -> resolve("toys.example/gpu=0"))
        .isInstanceOf(BuildFailedException.class)
        .hasMessage(
            "the device toys.example/gpu=0 is in two CDI files: "
                + first.resolve("toys.yaml")
                + " and "
                + first.resolve("zoo.yaml")
                + "; remove it from one");
  }

  @Test
  void missingDeviceListsWhatThereIsAndWhatIsBroken() throws Exception {
    Files.writeString(first.resolve("broken.json"), "{");

    assertThatThrownBy(() -> resolve("toys.example/gpu=7"))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContainingAll(
            "required device \"toys.example/gpu=7\" not found in " + first + ", " + second,
            "which have toys.example/gpu=0, toys.example/gpu=1, toys.example/gpu=all",
            "required=false",
            "not used: " + first.resolve("broken.json") + ":1:2: not valid JSON");
    assertThatThrownBy(() -> resolve("gpu"))
        .hasMessage("invalid device \"gpu\": write vendor.com/class, or vendor.com/class=name");
  }

  @Test
  void runGoesOnWithoutWhatIsNotRequired() throws Exception {
    GivenDevices given =
        DeviceResolver.resolve(
            List.of(new StepDevice("toys.example/tpu", false)), List.of(first), notes::add);

    assertThat(given).isEqualTo(GivenDevices.NONE);
    assertThat(notes)
        .containsExactly("the device toys.example/tpu is not there: RUN goes on without it");
  }

  @Test
  void brokenFileStopsNoOtherDeviceButIsTold() throws Exception {
    Files.writeString(first.resolve("a.yaml"), "cdiVersion: 9.9.9");

    assertThat(resolve("toys.example/gpu").env()).containsEntry("TOY", "0");
    assertThat(notes).singleElement().asString().startsWith("CDI file not used: " + first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{path: /dev/no-such-toy} | this machine has no /dev/no-such-toy",
        "{path: /etc/passwd} | /etc/passwd is no device",
        "{path: /dev/null, major: 1, minor: 9} | /dev/null is the device c 1:3, not the one",
        "{path: /dev/null, type: b} | /dev/null is the device c 1:3, not the one"
      })
  void nodeMustBeWhatTheFileSays(String node, String problem) throws Exception {
    Files.writeString(
        first.resolve("node.yaml"),
        """
        cdiVersion: 1.0.0
        kind: toys.example/node
        devices: [{name: x, containerEdits: {deviceNodes: [%s]}}]
        """
            .formatted(node));

    assertThatThrownBy(() -> resolve("toys.example/node"))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void differentOwnerOfANodeIsTold() throws Exception {
    Files.writeString(
        first.resolve("node.yaml"),
        """
        cdiVersion: 1.0.0
        kind: toys.example/node
        devices: [{name: x, containerEdits: {deviceNodes: [{path: /dev/null, uid: 12345}]}}]
        """);

    resolve("toys.example/node");
    assertThat(notes).singleElement().asString().startsWith("/dev/null keeps the owner and mode");
  }
}
