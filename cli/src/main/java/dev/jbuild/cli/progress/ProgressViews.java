package dev.jbuild.cli.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** Makes the view that the user asked for. */
public final class ProgressViews {
  private ProgressViews() {}

  /**
   * A view that shows what is to come; the caller closes it.
   *
   * @param isTerminal whether {@code err} is a terminal
   * @param title what is being built; may be empty
   */
  public static ProgressView open(
      ProgressMode mode,
      PrintStream err,
      boolean isTerminal,
      Map<String, String> environment,
      String title) {
    return switch (mode) {
      case AUTO ->
          isTerminal && !environment.getOrDefault("TERM", "dumb").equals("dumb")
              ? tty(err, environment, title)
              : new PlainView(err);
      case TTY -> tty(err, environment, title);
      case PLAIN -> new PlainView(err);
      case RAWJSON -> new RawJsonView(err);
      case QUIET -> ProgressView.quiet();
    };
  }

  private static ProgressView tty(PrintStream err, Map<String, String> environment, String title) {
    return new TtyView(
            err, new SttyTerminal(environment), Style.of(environment), title, Clock.systemUTC())
        .start();
  }
}
