package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.image.ImageValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RUN --device in whole builds, with the devices of a vendor that does not exist. */
class RunDeviceTest {
  private static final String TOYS =
      """
      cdiVersion: 0.6.0
      kind: toys.example/gpu
      devices:
      - name: "0"
        containerEdits:
          env: [TOYS_VISIBLE=void]
          deviceNodes: [{path: /dev/toy0, hostPath: /dev/zero}]
          mounts:
          - hostPath: DIRECTORY/libtoy.so
            containerPath: /usr/lib/libtoy.so.1
            options: [ro, nosuid, nodev, rbind, rprivate]
          hooks:
          - hookName: createContainer
            path: DIRECTORY/hook
            args: [hook, --link]
      """;

  private static final String HOOK =
      """
      #!/bin/sh -e
      cat > "${0%/*}/state.json"
      bundle=$(/bin/sed 's/.*"bundle":"\\([^"]*\\)".*/\\1/' "${0%/*}/state.json")
      root=$(/bin/sed 's/.*"root":{"path":"\\([^"]*\\)".*/\\1/' "$bundle/config.json")
      ln -s libtoy.so.1 "$root/usr/lib/libtoy.so"
      echo "$1" > "$root/etc/ld.so.cache"
      """;

  @TempDir Path directory;
  private Path context;
  private Path specs;
  private Builds builds;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root or a sub-id range");
    context = Files.createDirectories(directory.resolve("context"));
    specs = Files.createDirectories(directory.resolve("cdi"));
    Files.writeString(specs.resolve("toys.yaml"), TOYS.replace("DIRECTORY", directory.toString()));
    Files.writeString(directory.resolve("libtoy.so"), "driver");
    Files.writeString(directory.resolve("hook"), HOOK).toFile().setExecutable(true);
    Path home = directory.resolve("home");
    BusyboxBase.importInto(Builds.settings(home), Files.createDirectory(directory.resolve("b")));
    builds = new Builds(home);
  }

  @AfterEach
  void stop() throws Exception {
    if (builds != null) {
      builds.close();
    }
  }

  private void build(String text) throws Exception {
    Files.writeString(
        context.resolve("Dockerfile"), "FROM " + BusyboxBase.NAME + "\n" + text, UTF_8);
    builds.build(Requests.withDevices(Builds.request(context), ImmutableList.of(specs)));
  }

  @Test
  void commandHasTheDeviceAndTheImageNothingOfIt() throws Exception {
    String run =
        """
        ENV TOYS_VISIBLE=all
        RUN --device=toys.example/gpu=0 [ -c /dev/toy0 ] && [ "$TOYS_VISIBLE" = void ] \
            && cat /usr/lib/libtoy.so /etc/ld.so.cache > /seen
        """;
    build(run);

    assertThat(ImageValidator.problemsOf(builds.image())).isEmpty();
    assertThat(TreeListing.of(builds.tree()))
        .contains("/seen 13 ")
        .doesNotContain("toy", "ld.so.cache");
    assertThat(directory.resolve("state.json")).content().contains("\"status\":\"creating\"");
    build(run);
    assertThat(builds.done()).isEmpty();
  }

  @Test
  void missingDeviceStopsTheStepUnlessItIsOptional() throws Exception {
    assertThatThrownBy(() -> build("RUN --device=toys.example/gpu=7 true\n"))
        .isInstanceOfSatisfying(
            BuildFailedException.class,
            e -> assertThat(e.place().orElseThrow().span().start().line()).isEqualTo(2))
        .hasMessageContaining("not found in " + specs + ", which have toys.example/gpu=0");
    build("RUN --device=toys.example/gpu=7,required=false echo without > /seen\n");
    assertThat(TreeListing.of(builds.tree())).contains("/seen 8 ");
  }
}
