package dev.jbuild.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.image.ImageValidator;
import dev.jbuild.testkit.GitDaemon;
import dev.jbuild.testkit.GitWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ADD from git repositories that {@code git daemon} serves. */
class AddGitTest {
  @TempDir Path directory;
  private Path context;
  private Builds builds;
  private GitDaemon daemon;
  private GitWork work;
  private String first;

  @BeforeEach
  void start() throws Exception {
    context = Files.createDirectories(directory.resolve("context"));
    builds = new Builds(directory.resolve("home"));
    Path served = Files.createDirectories(directory.resolve("served"));
    daemon = GitDaemon.serve(served);
    work = GitWork.init(served.resolve("x.git")).write("a", "a").write("docs/b", "b");
    Files.createSymbolicLink(work.directory().resolve("docs/link"), Path.of("../.."));
    first = work.commit("first");
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
    builds.close();
  }

  private void build(String instructions) throws Exception {
    String url = daemon.url("x.git");
    Files.writeString(
        context.resolve("Dockerfile"), "FROM scratch\n" + instructions.replace("URL", url) + "\n");
    builds.build(context);
    assertThat(ImageValidator.problemsOf(builds.image())).isEmpty();
  }

  @Test
  void addsTheFilesOfARepository() throws Exception {
    build("ADD URL /src");
    assertThat(TreeListing.of(builds.tree()))
        .isEqualTo(
            """
            dir  0755 0:0 /src
            file 0644 0:0 /src/a 1 ca978112ca1b
            dir  0755 0:0 /src/docs
            file 0644 0:0 /src/docs/b 1 3e23e8160039
            link 0777 0:0 /src/docs/link -> ../..
            """);
    assertThat(builds.image().config().history().getLast().createdBy())
        .contains("ADD " + daemon.url("x.git") + " /src # buildkit");
  }

  @Test
  void addsPartsOfIt() throws Exception {
    build("ADD --chown=1:2 --chmod=600 --exclude=link URL#main:docs /src/");
    assertThat(TreeListing.of(builds.tree()))
        .isEqualTo("dir  0600 1:2 /src\nfile 0600 1:2 /src/b 1 3e23e8160039\n");
  }

  @Test
  void isDoneAgainWhenTheBranchMoves() throws Exception {
    build("ADD URL /src");
    build("ADD URL /src");
    assertThat(builds.done()).isEmpty();
    work.write("a", "new").commit("second");
    build("ADD URL /src");
    assertThat(builds.done()).hasSize(1);
    build("ADD URL?ref=" + first + " /src");
    assertThat(builds.done()).as("the files are those of the first build").isEmpty();
  }

  @Test
  void needsNoNetworkForACommitThatIsHere() throws Exception {
    build("ADD URL#" + first + " /src");
    daemon.close();
    build("ADD URL#" + first + " /src");
    assertThat(builds.done()).isEmpty();
  }

  @Test
  void keepsTheGitDirectoryTheSameEachTime() throws Exception {
    build("ADD --keep-git-dir URL#main /src");
    assertThat(TreeListing.of(builds.tree())).contains("/src/.git/HEAD", "/src/.git/index");
    String digest = builds.image().digest().toString();
    try (Builds others = new Builds(directory.resolve("other"))) {
      others.build(context);
      assertThat(others.image().digest()).hasToString(digest);
    }
  }

  @Test
  void failuresSayWhereAndWhy() {
    assertThatThrownBy(() -> build("ADD --checksum=00000 URL#main /src"))
        .isInstanceOfSatisfying(
            BuildFailedException.class,
            e -> assertThat(e.place().orElseThrow().span().start().line()).isEqualTo(2))
        .hasMessageContaining("ADD: expected checksum to match 00000, got " + first);
    assertThatThrownBy(() -> build("ADD URL#none /src"))
        .hasMessageContaining("repository does not contain ref none");
    assertThatThrownBy(() -> build("ADD URL#:docs/link /src"))
        .hasMessageContaining("non-directory \"docs/link\"");
  }
}
