package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.image.ImageValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RUN --mount in whole builds: what is seen, what is cached, what is left. */
class RunMountTest {
  @TempDir Path directory;
  private Path context;
  private Builds builds;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root or a sub-id range");
    context = Files.createDirectories(directory.resolve("context"));
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

  private void dockerfile(String text) throws Exception {
    Files.writeString(
        context.resolve("Dockerfile"), "FROM " + BusyboxBase.NAME + " AS base\n" + text, UTF_8);
  }

  private String built(String text) throws Exception {
    dockerfile(text);
    builds.build(context);
    assertThat(ImageValidator.problemsOf(builds.image())).isEmpty();
    return TreeListing.of(builds.tree());
  }

  private Path write(String name, String text) throws Exception {
    Path file = context.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, UTF_8);
  }

  @Test
  void cacheSurvivesBuildsAndIsNoPartOfTheImage() throws Exception {
    String run =
        "RUN --mount=type=cache,target=/root/.cache echo %s >> /root/.cache/log; cat"
            + " /root/.cache/log > /log\n";
    assertThat(built(run.formatted("a"))).contains("/log 2 ").doesNotContain(".cache");
    assertThat(built(run.formatted("b"))).contains("/log 4 ");
    assertThat(built(run.formatted("b"))).contains("/log 4 ");
    assertThat(builds.done()).as("what is in a cache is in no key").isEmpty();
  }

  @Test
  void cachesAreToldApartByIdAndByHowTheyBegin() throws Exception {
    assertThat(
            built(
                """
                FROM base
                WORKDIR /w
                RUN --mount=type=cache,target=c,id=../../etc echo 1 > c/x
                RUN --mount=type=cache,target=/d,id=../../etc cp /d/x /first
                RUN --mount=type=cache,target=/d,id=../../etc,uid=1000 cp /d/x /other || true
                RUN --mount=type=cache,target=/d,id=from,from=base,source=/etc,sharing=locked \
                    cp /d/group /group && echo 2 > /d/more
                RUN --mount=type=cache,target=/d,id=from,from=base,source=/etc,sharing=private \
                    cp /d/more /more
                """))
        .contains("/first 2", "/group ", "/more 2")
        .doesNotContain("/other");
  }

  @Test
  void bindFromTheContextSeesWhatCopyWouldCopy() throws Exception {
    write(".dockerignore", "secret\n**/*.log\n!keep/a.log\n");
    write("src/a", "1");
    write("src/x.log", "hidden");
    write("keep/a.log", "22");
    write("secret", "hidden");
    String run =
        """
        RUN --mount=target=/ctx,rw \
            cat /ctx/src/a /ctx/keep/a.log > /seen; ls /ctx /ctx/src > /list; rm -r /ctx/*
        RUN --mount=type=bind,source=src/../src/a,target=/one cp /one /copied
        """;
    String listing = built(run);
    assertThat(listing).contains("/seen 3 ", "/copied 1 ").doesNotContain("/ctx", "/one");
    assertThat(context.resolve("src/a")).hasContent("1");

    write("secret", "changed");
    assertThat(built(run)).isEqualTo(listing);
    assertThat(builds.done()).isEmpty();
    write("keep/a.log", "33");
    built(run);
    assertThat(builds.done()).hasSize(2);
  }

  @Test
  void bindFromAStageDependsOnWhatItShowsAlone() throws Exception {
    String text =
        """
        FROM base AS made
        RUN echo %s > /noise
        RUN echo %s > /shown
        FROM base
        RUN --mount=from=made,source=/shown,target=/in cp /in /out
        """;
    assertThat(built(text.formatted("a", "1"))).contains("/out 2 ").doesNotContain("/in");
    built(text.formatted("b", "1"));
    assertThat(builds.done()).noneMatch(name -> name.contains("cp /in"));
    built(text.formatted("b", "2"));
    assertThat(builds.done()).anyMatch(name -> name.contains("cp /in"));
  }

  @Test
  void missingSourcesAreNamedWithTheirPlace() throws Exception {
    write("requirements.txt", "");
    dockerfile("RUN --mount=source=requirement.txt,target=/r true\n");
    assertThatThrownBy(() -> builds.build(context))
        .isInstanceOfSatisfying(
            BuildFailedException.class,
            e -> assertThat(e.place().orElseThrow().span().start().line()).isEqualTo(2))
        .hasMessageContaining(
            "\"requirement.txt\" not found in the build context; did you mean"
                + " \"requirements.txt\"?");
    dockerfile("FROM base\nRUN --mount=from=base,source=/no,target=/r true\n");
    assertThatThrownBy(() -> builds.build(context)).hasMessageContaining("not found");
    dockerfile("RUN --mount=source=requirements.txt,target=/etc true\n");
    assertThatThrownBy(() -> builds.build(context))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("can't mount a file on the directory /etc");
  }
}
