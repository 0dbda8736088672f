package dev.jbuild.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.oci.History;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.testkit.GitDaemon;
import dev.jbuild.testkit.GitWork;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SOURCE_DATE_EPOCH as a number, and as the name of what has the time. */
class EpochTest {
  /** When {@link GitWork} commits. */
  private static final Instant COMMITTED = Instant.parse("2024-02-03T04:05:06Z");

  @TempDir Path directory;
  private Path context;
  private Builds builds;

  @BeforeEach
  void start() throws IOException {
    context = Files.createDirectories(directory.resolve("context"));
    Files.writeString(context.resolve("a"), "a");
    builds = new Builds(directory.resolve("home"));
  }

  @AfterEach
  void stop() throws IOException {
    builds.close();
  }

  private BuildRequest dockerfile(String... lines) throws IOException {
    Files.writeString(context.resolve("Dockerfile"), String.join("\n", lines) + "\n");
    return Builds.request(context);
  }

  private void assertTime(BuildRequest request, Instant time) throws Exception {
    builds.build(request);
    ImageConfig config = builds.image().config();
    assertThat(config.created()).contains(time.toString());
    assertThat(config.history()).extracting(History::created).containsOnly(time.toString());
    FileTree tree = builds.tree();
    assertThat(tree.get("a").orElseThrow().entry().metadata().mtime()).isEqualTo(time);
    assertThat(config.container().labels())
        .containsEntry("epoch", String.valueOf(time.getEpochSecond()));
  }

  @Test
  void aNumberIsTheTimeOfAllThatIsMade() throws Exception {
    String[] lines = {
      "FROM scratch", "ARG SOURCE_DATE_EPOCH", "COPY a /", "LABEL epoch=$SOURCE_DATE_EPOCH"
    };
    BuildRequest request = dockerfile(lines);
    assertTime(Requests.withEpoch(request, "1700000000"), Instant.ofEpochSecond(1_700_000_000));
    String[] withDefault = {"ARG SOURCE_DATE_EPOCH=5", lines[0], lines[1], lines[2], lines[3]};
    assertTime(dockerfile(withDefault), Instant.ofEpochSecond(5));
    assertTime(Requests.withEpoch(dockerfile(withDefault), "6"), Instant.ofEpochSecond(6));
  }

  @Test
  void aRepositoryHasTheTimeOfItsCommit() throws Exception {
    Path served = directory.resolve("served");
    GitWork.init(served.resolve("repo"))
        .write("a", "a")
        .write(
            "Dockerfile",
            "FROM scratch\nARG SOURCE_DATE_EPOCH\nCOPY a /\nLABEL epoch=$SOURCE_DATE_EPOCH\n")
        .commit("all");
    try (GitDaemon daemon = GitDaemon.serve(served)) {
      ContextLocation.Git git =
          new ContextLocation.Git(GitReference.parse(daemon.url("repo")).orElseThrow());
      BuildRequest main = Requests.withContext(Builds.request(context), git);
      assertTime(Requests.withEpoch(main, "context"), COMMITTED);
      BuildRequest named =
          dockerfile(
              "ARG SOURCE_DATE_EPOCH=src",
              "FROM scratch",
              "ARG SOURCE_DATE_EPOCH",
              "COPY --from=src a /",
              "LABEL epoch=$SOURCE_DATE_EPOCH");
      assertTime(Requests.withNamed(named, ImmutableMap.of("src", git)), COMMITTED);
      assertTime(
          dockerfile(
              "ARG SOURCE_DATE_EPOCH=src",
              "FROM scratch AS src",
              "ADD " + daemon.url("repo") + " /",
              "FROM scratch",
              "ARG SOURCE_DATE_EPOCH",
              "COPY --from=src a /",
              "LABEL epoch=$SOURCE_DATE_EPOCH"),
          COMMITTED);
    }
  }

  @Test
  void anArchiveOfAWebServerHasTheTimeOfItsNewestFile() throws Exception {
    dockerfile(
        "FROM scratch", "ARG SOURCE_DATE_EPOCH", "COPY a /", "LABEL epoch=$SOURCE_DATE_EPOCH");
    Path archive = directory.resolve("context.tar.gz");
    Program.runIn(context, "touch", "--date=@1600000000", "a");
    Program.runIn(context, "touch", "--date=@1500000000", "Dockerfile");
    Program.runIn(context, "tar", "-czf", archive.toString(), "a", "Dockerfile", ".");
    try (OneFileServer server = new OneFileServer(Files.readAllBytes(archive))) {
      ContextLocation.Web web = new ContextLocation.Web(URI.create(server.url("/context")));
      BuildRequest request = Requests.withContext(Builds.request(context), web);
      assertTime(Requests.withEpoch(request, "context"), Instant.ofEpochSecond(1_600_000_000));
    }
  }

  @Test
  void whatHasNoTimeLeavesTheUsualOne() throws Exception {
    BuildRequest request =
        dockerfile(
            "FROM scratch", "ARG SOURCE_DATE_EPOCH", "COPY a /", "LABEL epoch=$SOURCE_DATE_EPOCH");
    BuildResult usual = builds.build(Requests.withEpoch(request, ""));
    assertThat(builds.build(Requests.withEpoch(request, "context"))).isEqualTo(usual);
    BuildRequest named =
        Requests.withNamed(request, ImmutableMap.of("src", new ContextLocation.Directory(context)));
    assertThat(builds.build(Requests.withEpoch(named, "src"))).isEqualTo(usual);
    BuildRequest scratch =
        Requests.withNamed(request, ImmutableMap.of("src", new ContextLocation.Scratch()));
    assertThat(builds.build(Requests.withEpoch(scratch, "src"))).isEqualTo(usual);
  }

  @Test
  void whatCannotBeFetchedIsToldWithItsPlace() throws Exception {
    BuildRequest request =
        dockerfile("FROM scratch AS src", "ADD http://127.0.0.1:9/x /", "FROM scratch", "COPY a /");
    assertThatThrownBy(() -> builds.build(Requests.withEpoch(request, "src")))
        .isInstanceOfSatisfying(
            BuildFailedException.class,
            failure -> assertThat(failure.place().orElseThrow().span().start().line()).isEqualTo(2))
        .hasMessageContaining("http://127.0.0.1:9/x");
  }
}
