package dev.jbuild.builder;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jbuild.cache.ImageKey;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.image.ImageValidator;
import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where images go, judged by other programs. */
class OutputsTest {
  @TempDir Path directory;
  private Path context;
  private Builds builds;

  @BeforeEach
  void start() throws IOException {
    context = Files.createDirectories(directory.resolve("context"));
    Files.writeString(context.resolve("a.txt"), "a");
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY a.txt /srv/\n");
    builds = new Builds(directory.resolve("home"));
  }

  @AfterEach
  void stop() throws IOException {
    builds.close();
  }

  private BuildResult build(ImageReference tag, Output... outputs) throws Exception {
    return builds.build(
        Builds.request(context, ImmutableList.of(tag), ImmutableList.copyOf(outputs)));
  }

  @Test
  void writesArchivesThatSkopeoReads() throws Exception {
    Path oci = directory.resolve("oci.tar");
    Path docker = directory.resolve("docker.tar");
    BuildResult result =
        build(Builds.TAG, new Output.OciArchive(oci), new Output.DockerArchive(docker));
    String inspected = Program.run("skopeo", "inspect", "--raw", "oci-archive:" + oci);
    assertThat(inspected).contains(result.config().toString());
    assertThat(Program.run("skopeo", "inspect", "docker-archive:" + docker)).contains("\"Layers\"");
  }

  @Test
  void writesTheRootAsTarAndAsDirectory() throws Exception {
    Path tar = directory.resolve("root.tar");
    Path root = directory.resolve("root");
    build(Builds.TAG, new Output.RootTar(tar), new Output.Directory(root));
    assertThat(Program.run("tar", "-tf", tar.toString()).lines().toList())
        .containsExactly("srv/", "srv/a.txt");
    assertThat(root.resolve("srv/a.txt")).hasContent("a");
  }

  @Test
  void pushesUnderAllTagsAndBuildsOnWhatItPushed() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start()) {
      ImageReference base = registry.reference("team/base:1");
      BuildResult pushed = build(base, new Output.Registry());
      Files.writeString(context.resolve("Dockerfile"), "FROM " + base + "\nCOPY a.txt /b.txt\n");
      try (Builds other = new Builds(directory.resolve("other"))) {
        ImageReference app = registry.reference("team/app:1");
        ImageReference latest = registry.reference("team/app:latest");
        BuildRequest request =
            Builds.request(
                context,
                ImmutableList.of(app, latest),
                ImmutableList.of(new Output.Registry(), new Output.LocalStore()));
        BuildResult result = other.build(request);
        assertThat(other.build(request)).isEqualTo(result);
        assertThat(other.done()).isEmpty();
        String copy = "dir:" + directory.resolve("copy");
        Program.run("skopeo", "copy", "--src-tls-verify=false", "docker://" + latest, copy);
        assertThat(Program.run("skopeo", "inspect", "--raw", copy))
            .contains(result.config().toString())
            .contains(baseLayer(pushed, base));
      }
    }
  }

  private String baseLayer(BuildResult pushed, ImageReference base) throws Exception {
    try (ImageBuilder builder = ImageBuilder.open(Builds.settings(directory.resolve("puller")))) {
      assertThat(builder.images().pull(base, Platform.host(), _ -> {}))
          .isEqualTo(pushed.manifest().digest());
      var image = builder.images().find(ImageKey.of(base), Platform.host()).orElseThrow();
      assertThat(ImageValidator.problemsOf(image)).isEmpty();
      return image.layers().get(0).blob().digest().toString();
    }
  }

  @Test
  void copyOntoABaseOfTheSameRegistryFetchesOnlyWhatItsIndexNeeds() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start()) {
      ImageReference base = registry.reference("team/base:1");
      build(base, new Output.Registry());
      Files.writeString(context.resolve("Dockerfile"), "FROM " + base + "\nENV A=b\n");
      try (Builds other = new Builds(directory.resolve("other"))) {
        other.build(
            Builds.request(
                context,
                ImmutableList.of(registry.reference("team/app:1")),
                ImmutableList.of(new Output.Registry())));
        try (Stream<Path> files = Files.walk(other.state().cache())) {
          List<Long> sizes =
              files
                  .filter(file -> file.toString().contains("/blobs/"))
                  .filter(Files::isRegularFile)
                  .map(file -> file.toFile().length())
                  .toList();
          assertThat(sizes).as("only the base's config").hasSize(1);
        }
      }
    }
  }

  @Test
  void damagedBlobIsFoundWhileItIsPushedAndMadeAgain() throws Exception {
    BuildResult first = build(Builds.TAG, new Output.LocalStore());
    Path blob;
    try (Stream<Path> files = Files.walk(builds.state().cache().resolve("blobs"))) {
      blob = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 1;
    Files.write(blob, bytes);
    try (DockerRegistry registry = DockerRegistry.start()) {
      ImageReference tag = registry.reference("team/app:1");
      assertThat(build(tag, new Output.Registry()).manifest()).isEqualTo(first.manifest());
      String copy = "dir:" + directory.resolve("copy");
      Program.run("skopeo", "copy", "--src-tls-verify=false", "docker://" + tag, copy);
    }
  }
}
