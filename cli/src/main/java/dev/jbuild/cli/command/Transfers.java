package dev.jbuild.cli.command;

import dev.jbuild.builder.event.EventSink;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.SharedOptions;
import dev.jbuild.cli.progress.ProgressView;
import dev.jbuild.cli.progress.ProgressViews;
import dev.jbuild.oci.Digest;

/** What push, pull and copy have in common: progress, and a digest in the end. */
final class Transfers {
  private Transfers() {}

  /** Moves an image. */
  @FunctionalInterface
  interface Transfer {
    Digest run(Engine engine, EventSink events) throws Exception;
  }

  /** Runs it with a progress view; gives the digest. */
  static Digest run(String title, Arguments arguments, Session session, Transfer transfer)
      throws Exception {
    try (Engine engine = session.tools().open();
        ProgressView view =
            ProgressViews.open(
                SharedOptions.progress(arguments, session.environment()),
                session.console().err(),
                session.console().errIsTerminal(),
                session.environment(),
                title)) {
      return transfer.run(engine, view);
    }
  }
}
