package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.Metadata;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With one id there are no other owners, but layers keep the owners that files had. */
class OneIdTest {
  private static final String CHANGES =
      """
      set -e
      test "$(stat -c %u:%g /own /own/changed)" = "0:0
      0:0"
      if chown 1000 /own 2> /dev/null; then exit 9; fi
      echo more >> /own/changed; mv /own/renamed /own/moved; touch /own/made
      rm /own/again; touch /own/again; chmod 600 /own/hidden
      """;

  private static SandboxFixture fixture(RuntimeChoice runtime) throws Exception {
    return new SandboxFixture(runtime, settings -> settings.withIds(UserIds.ONE));
  }

  private static List<LowerLayer> lowers(TestLayers layers) throws Exception {
    LowerLayer owned =
        layers.layer(writer -> {
          writer.add(new Directory("own", owned(0755)));
          for (String name : List.of("again", "changed", "hidden", "kept", "renamed")) {
            writer.file("own/" + name, owned(0400), 0, InputStream::nullInputStream);
          }
        });
    return List.of(layers.busybox(), owned);
  }

  private static Metadata owned(int mode) {
    return new Metadata(mode, 1000, 70_001, TestLayers.metadata(mode).mtime());
  }

  private static Map<String, String> owners(WrittenLayer layer) {
    ImmutableMap.Builder<String, String> owners = ImmutableMap.builder();
    layer.index().entries().stream()
        .filter(FileEntry.class::isInstance)
        .map(FileEntry.class::cast)
        .forEach(entry ->
            owners.put(entry.path(), entry.metadata().uid() + ":" + entry.metadata().gid()));
    return owners.buildOrThrow();
  }

  private static void assertKeepsOwners(SandboxFixture fixture) throws Exception {
    List<LowerLayer> lowers = lowers(fixture.layers());
    WrittenLayer layer = fixture.layerOf(fixture.request(lowers, "sh", "-c", CHANGES));

    assertThat(owners(layer))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "own", "1000:70001",
                "own/changed", "1000:70001",
                "own/hidden", "1000:70001",
                "own/moved", "1000:70001",
                "own/again", "0:0",
                "own/made", "0:0"));
    assertThat(layer.index().entries())
        .filteredOn(FileEntry.class::isInstance)
        .allSatisfy(
            entry -> assertThat(((FileEntry) entry).metadata().xattrs().keySet()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void filesKeepTheOwnersThatTheyHad(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = fixture(runtime)) {
      assertKeepsOwners(fixture);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUSE_OVERLAY", "COPY"})
  void soTheyDoWithoutAnOverlayOfTheKernel(RootKind kind) throws Exception {
    try (SandboxFixture fixture =
        new SandboxFixture(
            RuntimeChoice.BUILTIN, settings -> settings.withIds(UserIds.ONE).withRoot(kind))) {
      assertKeepsOwners(fixture);
    } catch (SandboxUnavailableException e) {
      abort(e.getMessage());
    }
  }

  @Test
  void unpackedLayersAreNotMixedWithThoseOfAllIds() throws Exception {
    try (SandboxFixture all =
            new SandboxFixture(
                RuntimeChoice.BUILTIN, settings -> settings.withLayers(LayerKind.UNPACKED));
        Sandbox one = new Sandbox(all.settings().withIds(UserIds.ONE))) {
      List<LowerLayer> lowers = new ArrayList<>(lowers(all.layers()));
      lowers.removeLast();
      RunRequest request = all.request(lowers, "true");
      assertThat(one.run(request, RunOutput.NOWHERE).exitStatus()).isZero();
      assertThat(all.sandbox().run(request, RunOutput.NOWHERE).exitStatus()).isZero();

      try (Stream<Path> unpacked = java.nio.file.Files.list(all.directory().resolve("unpacked"))) {
        assertThat(unpacked.map(path -> path.getFileName().toString().replaceAll("^\\w+", "")))
            .containsExactlyInAnyOrder("", "-single");
      }
    }
  }

  @Test
  void otherUsersDoNotExist() throws Exception {
    try (SandboxFixture fixture = fixture(RuntimeChoice.BUILTIN)) {
      RunRequest request = fixture.request("id");
      ProcessSpec process = new ProcessSpec(List.of("id"), Map.of("PATH", "/bin"), "/", "app");
      assertThatThrownBy(
              () -> fixture.sandbox().run(SandboxFixture.as(request, process), RunOutput.NOWHERE))
          .isInstanceOf(InvalidUserException.class)
          .hasMessage(
              "the user 1000:1001 does not exist with --userns=single, where root is the only user");
    }
  }
}
