package dev.jbuild.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.cli.CapturedStream;
import org.junit.jupiter.api.Test;

class PlainViewTest {
  private final CapturedStream out = new CapturedStream();
  private final PlainView view = new PlainView(out.stream());
  private final ScriptedBuild build = new ScriptedBuild(view);

  @Test
  void looksLikeDockersPlainProgress() {
    build.small();
    view.close();
    view.close();

    assertThat(out.text())
        .isEqualTo(
            """
            #1 [base 1/2] FROM debian:12
            #1 CACHED

            #2 [base 2/2] RUN make all
            #2 0.250 cc -c main.c
            #2 ...

            #3 %s
            #3 sha256:%s 0 B / 2.00 MB
            #3 ...

            #2 [base 2/2] RUN make all
            #2 0.750 cc -o main main.o
            #2 ...

            #3 %s
            #3 sha256:%s 2.00 MB / 2.00 MB 1.0s done
            #3 DONE 1.5s

            #2 [base 2/2] RUN make all
            #2 DONE 2.0s

            #4 [runtime 2/2] COPY --from=base /out /srv
            #4 DONE 0.0s

            Dockerfile:1: warning: Stage name 'Y' should be lowercase (StageNameCasing)
               1 | FROM x AS Y
                 |           ^
                 | https://docs.docker.com/go/dockerfile/rule/stage-name-casing/

            """
                .formatted(
                    ScriptedBuild.vertex("export").shortHex(),
                    "ab".repeat(32),
                    ScriptedBuild.vertex("export").shortHex(),
                    "ab".repeat(32)));
  }

  @Test
  void showsWhatACommandSaidBeforeItFailed() {
    build.plan("RUN false").start("RUN false").after(1500).log("RUN false", "no newline");
    build.fail("RUN false", "exit code: 1");

    assertThat(out.text())
        .isEqualTo(
            """
            #1 RUN false
            #1 1.500 no newline
            #1 ERROR: exit code: 1

            """);
  }

  @Test
  void cachedStepsThatStartTogetherStandInOnePieceEach() {
    build.start("a").start("b").cached("a").cached("b");

    assertThat(out.text())
        .isEqualTo(
            """
            #1 %s
            #1 CACHED

            #2 %s
            #2 CACHED

            """
                .formatted(name("a"), name("b")));
  }

  @Test
  void aStepThatTakesLongIsShownThoughAnotherTalks() {
    build.start("a").start("b").log("a", "x\n").after(300).log("a", "y\n");

    assertThat(out.text()).contains("#1 0.000 x", "#2 " + name("b"), "#1 0.300 y");
  }

  @Test
  void aSecondLookAtATransferIsNotTold() {
    build.start("pull").transfer("pull", "blob", 1, 9).transfer("pull", "blob", 2, 9);
    build.transfer("pull", "blob", 9, 9);

    assertThat(out.text().lines()).hasSize(3).last().isEqualTo("#1 blob 9 B / 9 B 0.0s done");
  }

  private static String name(String vertex) {
    return ScriptedBuild.vertex(vertex).shortHex();
  }
}
