package dev.jbuild.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.context.ArchiveFiles;
import dev.jbuild.builder.git.Checkout;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.builder.git.GitRepositories;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.testkit.GitDaemon;
import dev.jbuild.testkit.GitWork;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Build contexts that try to reach the machine: git repositories and archives. */
class ContextAttacksTest {
  @TempDir Path directory;
  private GitDaemon daemon;
  private Cache cache;
  private GitRepositories repositories;
  private GitWork work;

  @BeforeEach
  void start() throws Exception {
    Path served = Files.createDirectories(directory.resolve("served"));
    daemon = GitDaemon.serve(served);
    Path home = directory.resolve("home");
    cache = Cache.open(StateDirectories.of(ImmutableMap.of("JBUILD_HOME", home.toString())));
    repositories = new GitRepositories(cache, System.getenv());
    work = GitWork.init(served.resolve("x.git"));
    Files.writeString(directory.resolve("canary"), "untouched");
    work.write("a", "one").commit("one");
  }

  @AfterEach
  void stop() throws IOException {
    cache.close();
    daemon.close();
  }

  private Checkout checkout(String reference) throws Exception {
    Optional<GitReference> parsed = GitReference.parse(daemon.url(reference));
    return repositories.checkout(parsed.orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--upload-pack=touch TOUCHED",
        "--upload-pack=touch${IFS}TOUCHED",
        "-c core.fsmonitor=touch TOUCHED",
        "refs/heads/--exec=touch TOUCHED"
      })
  void cve2019x13139OptionsInsteadOfRefs(String ref) throws Exception {
    Path touched = directory.resolve("touched");
    assertThatThrownBy(() -> checkout("x.git#" + ref.replace("TOUCHED", touched.toString())))
        .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
    assertThat(touched).doesNotExist();
  }

  @Test
  void cve2026x33748SubdirectoriesThatAreLinks() throws Exception {
    Files.createSymbolicLink(work.directory().resolve("way"), directory);
    Files.createSymbolicLink(work.directory().resolve("up"), Path.of("../../.."));
    work.commit("links");
    for (String subdirectory : new String[] {"way", "up", "../..", "a/../../..", "way/served"}) {
      Optional<Path> found = found("x.git#:" + subdirectory);
      assertThat(found.map(path -> Files.exists(path.resolve("canary"))).orElse(false))
          .as(subdirectory)
          .isFalse();
    }
  }

  private Optional<Path> found(String reference) throws Exception {
    try {
      return Optional.of(checkout(reference).directory());
    } catch (IOException | IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  /** A link in the repository's own files must not be followed when they are checked out. */
  @Test
  void cve2022x39253ClonesOfLocalRepositories() throws Exception {
    work.git("submodule", "add", "--quiet", daemon.url("x.git"), "inside");
    work.git("config", "--file=.gitmodules", "submodule.inside.url", "file://" + directory);
    work.commit("evil");
    assertThatThrownBy(() -> checkout("x.git")).hasMessageContaining("'file' not allowed");
  }

  @Test
  void cve2018x11235HooksOfSubmodules() throws Exception {
    Path touched = directory.resolve("touched");
    GitWork inner = GitWork.init(directory.resolve("served/inner.git"));
    inner.write("hooks/post-checkout", "#!/bin/sh\ntouch " + touched + "\n");
    inner.write("post-checkout", "#!/bin/sh\ntouch " + touched + "\n").commit("hooks");
    work.git("submodule", "add", "--quiet", daemon.url("inner.git"), "inside");
    String modules = Files.readString(work.directory().resolve(".gitmodules"));
    work.write(".gitmodules", modules.replace("\"inside\"", "\"../../modules/evil\""));
    work.commit("evil");

    Optional<Path> files = found("x.git");
    assertThat(touched).doesNotExist();
    assertThat(Files.readString(directory.resolve("canary"))).isEqualTo("untouched");
    assertThat(files.map(path -> Files.exists(path.resolve("inside/.git"))).orElse(false))
        .isFalse();
  }

  @Test
  void cve2020x10696ArchivesThatLeadOut() throws Exception {
    for (String name : new String[] {"../canary", "a/../../canary", directory + "/canary"}) {
      byte[] tar = new HostileTar().file(name, "caught").file("Dockerfile", "FROM x\n").bytes();
      Path copy = Files.createDirectories(directory.resolve("copies")).resolve("plain");
      readIfTaken(tar, copy);
      assertThat(Files.readString(directory.resolve("canary"))).isEqualTo("untouched");
    }
  }

  private static void readIfTaken(byte[] tar, Path copy) {
    try {
      ArchiveFiles.read(new ByteArrayInputStream(tar), copy, "there");
    } catch (IOException refused) {
      assertThat(refused).hasMessageContaining("leads out of the root");
    }
  }

  @Test
  void cve2020x27534NothingInSharedDirectories() throws Exception {
    checkout("x.git");
    try (Stream<Path> made = Files.list(directory)) {
      assertThat(made.map(path -> path.getFileName().toString()))
          .containsOnly("served", "home", "canary");
    }
  }
}
