package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.failure.FailedCommand;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A view that leaves the terminal to a shell: what happens meanwhile is shown when the shell is
 * closed.
 */
public final class YieldingView implements ProgressView {
  private final ProgressView view;
  private final PrintStream err;
  private final List<BuildEvent> heldBack = new ArrayList<>();
  private boolean yielding;
  private Optional<TerminalModes> before = Optional.empty();

  /**
   * Lets another view draw while no shell is open.
   *
   * @param err where it draws
   */
  public YieldingView(ProgressView view, PrintStream err) {
    this.view = view;
    this.err = err;
  }

  @Override
  public synchronized void emit(BuildEvent event) {
    switch (event) {
      case BuildEvent.ShellOpens opens -> {
        view.emit(opens);
        introduce(opens.failed());
        before = TerminalModes.current();
        yielding = true;
      }
      case BuildEvent.ShellClosed closed -> {
        takeBack();
        view.emit(closed);
      }
      default -> {
        if (yielding) {
          heldBack.add(event);
        } else {
          view.emit(event);
        }
      }
    }
  }

  private void introduce(FailedCommand failed) {
    err.println();
    failed.lastLines().forEach(err::println);
    err.println(failed.summary());
    err.println("This is a shell in its root, as its user, with its mounts and its environment.");
    err.println("What you change here is thrown away; the build ends when the shell does.");
    err.flush();
  }

  private void takeBack() {
    before.ifPresent(TerminalModes::restore);
    before = Optional.empty();
    yielding = false;
    heldBack.forEach(view::emit);
    heldBack.clear();
  }

  @Override
  public synchronized void close() {
    takeBack();
    view.close();
  }
}
