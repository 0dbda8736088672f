package dev.jbuild.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.builder.event.BuildEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAreaTest {
  private static final Style PLAIN = new Style(false, true);
  private final Steps steps = new Steps();
  private final ScriptedBuild build = new ScriptedBuild(this::take);

  @Test
  void showsElapsedTimeBytesAndLastLines() {
    build.plan("[a 1/2] FROM debian").plan("[b 1/1] RUN make").plan("[a 2/2] RUN x");
    build.start("[a 1/2] FROM debian").start("[b 1/1] RUN make");
    build.transfer("[a 1/2] FROM debian", "sha256:" + "ab".repeat(32), 0, 1_920_000_000);
    build.after(2000);
    build.transfer("[a 1/2] FROM debian", "sha256:" + "ab".repeat(32), 612_000_000, 1_920_000_000);
    for (int i = 1; i <= 9; i++) {
      build.log("[b 1/1] RUN make", "line " + i + "\n");
    }

    assertThat(lines(60, 24))
        .containsExactly(
            "Building app:1  2.0s  0/3 steps",
            "⠋ [a 1/2] FROM debian                                  2.0s",
            "    sha256:abababababab  612 MB / 1.92 GB  31%  306 MB/s",
            "⠋ [b 1/1] RUN make                                     2.0s",
            "    line 4",
            "    line 5",
            "    line 6",
            "    line 7",
            "    line 8",
            "    line 9");
  }

  @Test
  void neverExceedsTheTerminal() {
    for (int i = 0; i < 40; i++) {
      String name = "[s" + i + " 1/1] RUN " + "x".repeat(300);
      build.plan(name).start(name).log(name, "日本語".repeat(50) + "\n");
    }
    for (int rows = 4; rows < 90; rows += 7) {
      List<String> lines = lines(40, rows);
      assertThat(lines).hasSizeLessThan(rows);
      assertThat(lines)
          .allSatisfy(line -> assertThat(TerminalText.cells(line)).isLessThanOrEqualTo(40));
    }
  }

  @Test
  void sumsTheBytesOfSeveralParts() {
    build.start("pull").transfer("pull", "one", 1_000_000, 3_000_000);
    build.transfer("pull", "two", 500_000, 500_000);

    assertThat(lines(60, 24).get(1)).endsWith(" 1.50 MB / 3.50 MB  0.0s");
    assertThat(lines(60, 24)).hasSize(3).last().asString().startsWith("    one  1.00 MB");
  }

  private List<String> lines(int columns, int rows) {
    return LiveArea.lines(
        "app:1",
        steps,
        Duration.between(ScriptedBuild.START, build.now()),
        build.now(),
        new TerminalSize(columns, rows),
        PLAIN);
  }

  private void take(BuildEvent event) {
    switch (event) {
      case BuildEvent.Planned planned -> steps.plan(planned);
      case BuildEvent.Started started -> steps.get(started.vertex()).start(started.at());
      case BuildEvent.Progress progress -> steps.get(progress.vertex()).progress(progress);
      case BuildEvent.Log log -> steps.get(log.vertex()).log().add(LogBytes.of(log));
      default -> throw new AssertionError(event);
    }
  }
}
