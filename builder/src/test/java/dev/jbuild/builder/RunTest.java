package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.failure.FailedCommand;
import dev.jbuild.oci.image.ImageValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RUN on a busybox base, in the real sandbox. */
class RunTest {
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
    BuildResult first = builds.build(context);
    assertThat(builds.build(context)).isEqualTo(first);
    assertThat(builds.done()).isEmpty();
    assertThat(ImageValidator.problemsOf(builds.image())).isEmpty();
    return TreeListing.of(builds.tree());
  }

  @Test
  void whatACommandChangesBecomesALayer() throws Exception {
    String listing =
        built(
            """
            ARG WHAT=hello
            RUN echo "$WHAT" > /out && rm /etc/group
            USER app
            WORKDIR /home/app
            RUN id -u > who && ln who linked
            RUN ["/bin/true"]
            """);
    assertThat(listing)
        .contains("file 0644 0:0 /out 6 5891b5b522d5", "file 0644 1000:1001 /home/app/linked 5")
        .contains("/home/app/who = /home/app/linked")
        .doesNotContain("/etc/group");
    assertThat(builds.image().layers()).as("true changes nothing, in a layer").hasSize(5);
    assertThat(builds.image().config().history().getLast().emptyLayer()).isFalse();
  }

  @Test
  void anArgumentThatChangesRunsAgainAndTheSameResultHitsBelow() throws Exception {
    String text = "ARG A=1\nRUN echo same > /x\nFROM scratch\nCOPY --from=base /x /\n";
    built(text);
    built(text.replace("A=1", "A=2"));
    dockerfile(text.replace("A=1", "A=3"));
    builds.build(context);
    assertThat(builds.done()).containsExactly("[base 2/2] RUN echo same > /x");
  }

  @Test
  void heredocsRunAsScripts() throws Exception {
    assertThat(
            built(
                """
                RUN <<EOF
                echo one > /one
                echo two > /two
                EOF
                RUN <<SCRIPT
                #!/bin/sh
                echo three > /three
                SCRIPT
                """))
        .contains("/one 4", "/two 4", "/three 6");
  }

  @Test
  void failureHasStatusCommandPlaceAndLastLines() throws Exception {
    dockerfile("RUN seq 100 && sleep 1 && echo oops >&2 && exit 42\n");
    assertThatThrownBy(() -> builds.build(context))
        .isInstanceOfSatisfying(
            BuildFailedException.class,
            e -> {
              FailedCommand command = e.command().orElseThrow();
              assertThat(command.exitStatus()).isEqualTo(42);
              assertThat(command.lastLines()).hasSize(20).endsWith("99", "100", "oops");
              assertThat(e.place().orElseThrow().span().start().line()).isEqualTo(2);
            })
        .hasMessageContaining("exit code: 42");
    assertThat(builds.events()).anyMatch(BuildEvent.Log.class::isInstance);
  }

  @Test
  void firstFailureEndsWhatElseRuns() throws Exception {
    dockerfile(
        """
        FROM base AS slow
        RUN sleep 600
        FROM base AS broken
        RUN sleep 1; exit 3
        FROM scratch
        COPY --from=slow / /
        COPY --from=broken / /
        """);
    assertThatThrownBy(() -> builds.build(context)).hasMessageContaining("exit code: 3");
  }

  @Test
  void interruptEndsTheBuildAndTheNextOneWorks() throws Exception {
    dockerfile("RUN echo started; sleep 600\n");
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread build =
        Thread.ofPlatform()
            .start(() -> {
              try {
                builds.build(context);
                ended.complete(null);
              } catch (Exception e) {
                ended.completeExceptionally(e);
              }
            });
    while (builds.events().stream().noneMatch(BuildEvent.Log.class::isInstance)
        && !ended.isDone()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    build.interrupt();
    assertThatThrownBy(() -> ended.get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(built("RUN echo again > /x\n")).contains("/x 6");
  }
}
