package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.image.ImageValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done again, what is not, and that it makes no difference to the image. */
class BuildCacheTest {
  private static final String DOCKERFILE =
      """
      FROM scratch AS weights
      COPY weights /weights/
      FROM scratch AS app
      COPY app /app/
      FROM app
      WORKDIR /srv
      COPY --from=weights /weights /srv/weights
      ENV A=b
      ENTRYPOINT ["/app/main"]
      """;

  @TempDir Path directory;
  private Path context;
  private Builds builds;

  @BeforeEach
  void start() throws IOException {
    context = contextIn("context");
    builds = new Builds(directory.resolve("home"));
  }

  @AfterEach
  void stop() throws IOException {
    builds.close();
  }

  private Path contextIn(String name) throws IOException {
    Path made = Files.createDirectories(directory.resolve(name));
    write(made, "Dockerfile", DOCKERFILE);
    write(made, "app/main", "main");
    write(made, "app/lib/a", "a");
    write(made, "weights/w.bin", "weights");
    return made;
  }

  private static void write(Path context, String file, String text) throws IOException {
    Path path = context.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, UTF_8);
  }

  @Test
  void secondBuildDoesNothing() throws Exception {
    BuildResult first = builds.build(context);
    assertThat(builds.cached()).isEmpty();
    assertThat(builds.done()).hasSize(4);
    assertThat(ImageValidator.problemsOf(builds.image())).isEmpty();
    assertThat(builds.build(context)).isEqualTo(first);
    assertThat(builds.done()).isEmpty();
    assertThat(builds.cached()).hasSize(4);
  }

  @Test
  void changedFileRebuildsFromItsCopyOn() throws Exception {
    builds.build(context);
    write(context, "weights/w.bin", "other weights");
    builds.build(context);
    assertThat(builds.done())
        .containsExactly(
            "[stage-2 2/2] COPY --from=weights /weights /srv/weights",
            "[weights 1/1] COPY weights /weights/");
  }

  @Test
  void equalContentOnAnotherBaseIsNotWrittenAgain() throws Exception {
    builds.build(context);
    int layers = layerCount();
    write(context, "app/main", "changed");
    builds.build(context);
    assertThat(layerCount()).as("only the changed COPY has a new layer").isEqualTo(layers + 1);
    assertThat(builds.done()).containsExactly("[app 1/1] COPY app /app/");
  }

  private int layerCount() throws IOException {
    try (var files = Files.walk(builds.state().cache().resolve("blobs"))) {
      return (int) files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void commentsAndUnusedArgumentsChangeNothing() throws Exception {
    BuildResult first = builds.build(context);
    write(context, "Dockerfile", "# comment\nARG UNUSED=1\n" + DOCKERFILE);
    assertThat(builds.build(context).manifest()).isEqualTo(first.manifest());
    assertThat(builds.done()).isEmpty();
  }

  @Test
  void sameInputsGiveTheSameImageAnywhereAtAnyTime() throws Exception {
    BuildResult first = builds.build(context);
    Path elsewhere = contextIn("elsewhere/deep");
    try (var files = Files.walk(elsewhere)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1234567890)));
      }
    }
    try (Builds others = new Builds(directory.resolve("other-home"))) {
      assertThat(others.build(elsewhere)).isEqualTo(first);
      assertThat(others.cached()).isEmpty();
    }
  }

  @Test
  void touchedFilesAreStillCached() throws Exception {
    builds.build(context);
    try (var files = Files.walk(context)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      }
    }
    builds.build(context);
    assertThat(builds.done()).isEmpty();
  }

  @Test
  void damagedBlobIsMadeAgain() throws Exception {
    BuildResult first = builds.build(context);
    try (var files = Files.walk(builds.state().cache().resolve("blobs"))) {
      for (Path blob : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(blob);
        Files.write(blob, java.util.Arrays.copyOf(bytes, bytes.length - 1));
      }
    }
    assertThat(builds.build(context)).isEqualTo(first);
    assertThat(ImageValidator.problemsOf(builds.image())).isEmpty();
  }
}
