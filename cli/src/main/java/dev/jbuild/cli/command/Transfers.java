package dev.jbuild.cli.command;

import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.cli.option.SharedOptions;
import dev.jbuild.cli.progress.ProgressView;
import dev.jbuild.cli.progress.ProgressViews;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import java.io.IOException;

/** What push and pull have in common: a name, a platform, progress, and a digest in the end. */
final class Transfers {
  private Transfers() {}

  /** Moves an image. */
  interface Transfer {
    Digest run(Engine engine, ImageReference name, Platform platform, EventSink events)
        throws BuildException, IOException, InterruptedException;
  }

  /** Runs it with a progress view, then prints the digest. */
  static int run(String what, Arguments arguments, Session session, Transfer transfer)
      throws Exception {
    ImageReference name = ImageArgument.parse(what, arguments.required(0, "IMAGE"));
    Platform platform = SharedOptions.platform(arguments);
    Digest digest;
    try (Engine engine = session.tools().open();
        ProgressView view =
            ProgressViews.open(
                SharedOptions.progress(arguments, session.environment()),
                session.console().err(),
                session.console().errIsTerminal(),
                session.environment(),
                what + " " + name.familiar())) {
      digest = transfer.run(engine, name, platform, view);
    }
    session.console().out().println(name.withDigest(digest).familiar());
    return ExitStatus.DONE;
  }
}
