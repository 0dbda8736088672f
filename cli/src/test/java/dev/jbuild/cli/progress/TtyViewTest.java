package dev.jbuild.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.cli.CapturedStream;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TtyViewTest {
  private final CapturedStream out = new CapturedStream();

  @Test
  void finishedStepsStayAndTheCursorComesBack() {
    TtyView view = view(new Style(false, true));
    ScriptedBuild build = new ScriptedBuild(view).small();
    build.start("RUN false").fail("RUN false", "exit code: 1");
    view.close();
    view.close();

    assertThat(out.text())
        .isEqualTo(
            "\u001b[?25l\u001b[?7l"
                + line(spread("✔ [base 1/2] FROM debian:12", "cached"))
                + line(spread("✔ " + ScriptedBuild.vertex("export").shortHex(), "1.5s"))
                + line(spread("✔ [base 2/2] RUN make all", "2.0s"))
                + line(spread("✔ [runtime 2/2] COPY --from=base /out /srv", "0.0s"))
                + line(spread("✘ " + ScriptedBuild.vertex("RUN false").shortHex(), "ERROR 0.0s"))
                + "\u001b[J\u001b[?7h\u001b[?25h"
                + "Dockerfile:1: warning: Stage name 'Y' should be lowercase (StageNameCasing)\n"
                + "   1 | FROM x AS Y\n"
                + "     |           ^\n"
                + "     | https://docs.docker.com/go/dockerfile/rule/stage-name-casing/\n\n");
  }

  @Test
  void aFrameIsDrawnOverTheOneBefore() {
    TtyView view = view(new Style(false, true));
    new ScriptedBuild(view).start("RUN x");
    view.draw();
    out.clear();
    view.draw();

    assertThat(out.text()).startsWith("\r\u001b[2A").endsWith("\u001b[J");
  }

  @Test
  void colorsAreLeftOutOnRequest() {
    for (boolean color : new boolean[] {true, false}) {
      out.clear();
      TtyView view = view(new Style(color, true));
      new ScriptedBuild(view).small();
      view.draw();
      view.close();
      assertThat(out.text().contains("\u001b[32m")).isEqualTo(color);
      assertThat(out.text().matches("(?s).*\u001b\\[[0-9;]*m.*")).isEqualTo(color);
    }
  }

  @Test
  void drawsByItselfUntilClosed() throws InterruptedException {
    TtyView view = view(new Style(true, true)).start();
    new ScriptedBuild(view).start("RUN x");
    while (!out.text().contains("Building")) {
      Thread.sleep(5);
    }
    view.close();

    assertThat(out.text()).endsWith("\u001b[?7h\u001b[?25h");
  }

  private TtyView view(Style style) {
    Clock clock = Clock.fixed(ScriptedBuild.START, ZoneOffset.UTC);
    return new TtyView(out.stream(), () -> TerminalSize.DEFAULT, style, "app:1", clock);
  }

  private static String line(String text) {
    return text + "\u001b[K\n";
  }

  private static String spread(String left, String right) {
    return left + " ".repeat(79 - left.length() - right.length()) + right;
  }
}
