package dev.jbuild.builder.git;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.testkit.GitDaemon;
import dev.jbuild.testkit.GitWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real repositories, served by {@code git daemon}. */
class GitRepositoriesTest {
  @TempDir Path directory;
  private GitDaemon daemon;
  private Cache cache;
  private GitRepositories repositories;
  private GitWork work;
  private String first;
  private String second;

  @BeforeEach
  void start() throws Exception {
    Path served = Files.createDirectories(directory.resolve("served"));
    daemon = GitDaemon.serve(served);
    cache =
        Cache.open(
            StateDirectories.of(ImmutableMap.of("JBUILD_HOME", directory.resolve("h").toString())));
    repositories = new GitRepositories(cache, System.getenv());
    work = GitWork.init(served.resolve("x.git"));
    work.write("a", "one").write("docs/run", "#!").git("init");
    Files.setPosixFilePermissions(
        work.directory().resolve("docs/run"), PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(work.directory().resolve("link"), Path.of("docs"));
    first = work.commit("one");
    work.git("tag", "v1");
    work.git("tag", "--annotate", "--message=two", "v2");
    work.git("branch", "side");
    second = work.write("a", "two").commit("two");
    work.git("update-ref", "refs/pull/7/head", first);
  }

  @AfterEach
  void stop() throws IOException {
    cache.close();
    daemon.close();
  }

  private Checkout checkout(String reference) throws Exception {
    return repositories.checkout(GitReference.parse(daemon.url(reference)).orElseThrow());
  }

  private static String listing(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> !file.equals(root))
          .filter(file -> !file.toString().contains("/objects/"))
          .sorted()
          .map(file -> mode(file) + " " + root.relativize(file))
          .collect(joining("\n"));
    }
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(
          Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void checksOutTheDefaultBranch() throws Exception {
    Checkout checkout = checkout("x.git");
    assertThat(checkout.commit()).isEqualTo(second);
    assertThat(listing(checkout.directory()))
        .isEqualTo(
            """
            rw-r--r-- a
            rwxr-xr-x docs
            rwxr-xr-x docs/run
            rwxrwxrwx link\
            """);
    assertThat(checkout.directory().resolve("a")).hasContent("two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2", "side", "refs/heads/side", "tags/v1", "refs/pull/7/head"})
  void findsWhatGitCheckoutWould(String ref) throws Exception {
    Checkout checkout = checkout("x.git#" + ref);
    assertThat(checkout.commit()).isEqualTo(first);
    assertThat(checkout.directory().resolve("a")).hasContent("one");
  }

  @Test
  void findsCommitsByTheirNames() throws Exception {
    assertThat(checkout("x.git#" + first).commit()).isEqualTo(first);
    assertThat(checkout("x.git#" + first.substring(0, 9)).commit()).isEqualTo(first);
    assertThat(checkout("x.git#" + second).commit()).isEqualTo(second);
    assertThat(checkout("x.git?ref=main&checksum=" + first + "&fetch-by-commit").commit())
        .isEqualTo(first);
  }

  @Test
  void aCommitThatIsHereNeedsNoNetwork() throws Exception {
    Checkout there = checkout("x.git#" + first);
    daemon.close();
    assertThat(checkout("x.git#" + first)).isEqualTo(there);
    assertThatThrownBy(() -> checkout("x.git"))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("failed to fetch remote " + daemon.url("x.git"));
  }

  @Test
  void branchesMove() throws Exception {
    assertThat(checkout("x.git").commit()).isEqualTo(second);
    String third = work.write("a", "three").commit("three");
    work.git("tag", "--force", "v1");
    assertThat(checkout("x.git").commit()).isEqualTo(third);
    assertThat(checkout("x.git#v1").commit()).isEqualTo(third);
    work.git("branch", "--delete", "--force", "side");
    work.git("branch", "side/deeper", first);
    assertThat(checkout("x.git#side/deeper").commit()).isEqualTo(first);
  }

  @Test
  void goesToASubdirectoryButThroughNoLink() throws Exception {
    assertThat(listing(checkout("x.git#:docs").directory())).isEqualTo("rwxr-xr-x run");
    assertThatThrownBy(() -> checkout("x.git#:link"))
        .hasMessageContaining("non-directory \"link\"");
    assertThatThrownBy(() -> checkout("x.git#:a")).hasMessageContaining("non-directory \"a\"");
    assertThatThrownBy(() -> checkout("x.git#:none")).hasMessageContaining("there is no none");
  }

  @Test
  void checksumsAreOfTheCommitOrTheTag() throws Exception {
    String tag = work.git("rev-parse", "v2").strip();
    assertThat(checkout("x.git?tag=v2&checksum=" + first.substring(0, 10)).commit())
        .isEqualTo(first);
    assertThat(checkout("x.git?tag=v2&checksum=" + tag).commit()).isEqualTo(first);
    assertThatThrownBy(() -> checkout("x.git?tag=v2&checksum=" + second))
        .hasMessageContaining("expected checksum to match " + second)
        .hasMessageContaining("got " + tag + " or " + first);
  }

  @Test
  void saysWhatIsNotThere() {
    assertThatThrownBy(() -> checkout("x.git#none"))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("repository does not contain ref none");
    assertThatThrownBy(() -> checkout("y.git")).hasMessageContaining("failed to fetch remote");
    assertThatThrownBy(() -> checkout("x.git#" + "0".repeat(40)))
        .hasMessageContaining("repository does not contain commit 000");
  }

  @Test
  void keepsTheGitDirectory() throws Exception {
    Path kept = checkout("x.git?tag=v2&keep-git-dir").directory();
    GitWork copy = new GitWork(kept);
    assertThat(copy.git("status", "--porcelain")).isEmpty();
    assertThat(copy.git("describe", "--tags", "--always").strip()).isEqualTo("v2");
    assertThat(copy.git("remote", "get-url", "origin").strip()).isEqualTo(daemon.url("x.git"));
    assertThat(copy.git("rev-list", "--count", "HEAD").strip()).isEqualTo("1");
    assertThat(checkout("x.git?keep-git-dir#:docs").directory().resolve(".git")).doesNotExist();
  }

  @Test
  void filesMayHaveTheTimeOfTheCommit() throws Exception {
    Path files = checkout("x.git?mtime=commit").directory();
    assertThat(Files.getLastModifiedTime(files.resolve("docs/run")).toInstant())
        .isEqualTo(Instant.parse("2024-02-03T04:05:06Z"));
  }

  @Test
  void submodulesComeAlong() throws Exception {
    GitWork inner = GitWork.init(work.directory().resolveSibling("inner.git"));
    inner.write("i", "inner").commit("inner");
    work.git("submodule", "add", "--quiet", daemon.url("inner.git"), "inside");
    work.git("config", "--file=.gitmodules", "submodule.inside.url", "../inner.git");
    work.commit("with a submodule");
    Path files = checkout("x.git").directory();
    assertThat(files.resolve("inside/i")).hasContent("inner");
    assertThat(files.resolve("inside/.git")).doesNotExist();
    assertThat(checkout("x.git?submodules=false").directory().resolve("inside/i")).doesNotExist();
    assertThat(checkout("x.git?keep-git-dir").directory().resolve("inside/i")).hasContent("inner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "ext", "ssh"})
  void submodulesDoNotReachThisMachine(String protocol) throws Exception {
    GitWork secret = GitWork.init(directory.resolve("secret"));
    secret.write("s", "secret").commit("secret");
    Path touched = directory.resolve("touched");
    work.git("submodule", "add", "--quiet", "file://" + secret.directory(), "inside");
    String url =
        switch (protocol) {
          case "file" -> "file://" + secret.directory();
          case "ext" -> "ext::sh -c touch% " + touched;
          default -> "ssh://git@127.0.0.1/x.git";
        };
    work.git("config", "--file=.gitmodules", "submodule.inside.url", url);
    work.commit("evil");
    assertThatThrownBy(() -> checkout("x.git"))
        .hasMessageContaining("failed to update submodules")
        .hasMessageContaining("transport '" + protocol + "' not allowed");
    assertThat(touched).doesNotExist();
  }

  @Test
  void saysThatGitIsNeeded() {
    GitRepositories without = new GitRepositories(cache, ImmutableMap.of("PATH", "/none"));
    assertThatThrownBy(
            () -> without.checkout(GitReference.parse(daemon.url("x.git")).orElseThrow()))
        .hasMessageContaining("git is needed: install the package git");
  }
}
