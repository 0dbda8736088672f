package dev.jbuild.cli.command;

import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.cli.option.SharedOptions;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;

/** {@code jbuild pull}. */
final class PullCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("pull", SharedOptions.platform(), SharedOptions.progress())
        .with("IMAGE", "Name of the image, with registry where it is not Docker Hub");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild pull [OPTIONS] IMAGE",
        "Pulls an image into the local store. Prints its name with the digest.",
        "jbuild pull 127.0.0.1:5000/team/mymodel:v1");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    ImageReference name = ImageArgument.registry("pull", arguments.required(0, "IMAGE"));
    Platform platform = SharedOptions.platform(arguments);
    Digest digest =
        Transfers.run(
            "pull " + name.familiar(),
            arguments,
            session,
            (engine, events) -> engine.pull(name, platform, events));
    session.console().out().println(name.withDigest(digest).familiar());
    return ExitStatus.DONE;
  }
}
