package dev.jbuild.cli.command;

import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.Specs;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jbuild pull}. */
final class PullCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return Specs.command("pull", Specs.platform(), Specs.progress())
        .addPositional(
            Specs.argument(
                0, "IMAGE", "Name of the image, with registry where it is not Docker Hub"));
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
    return Transfers.run("pull", arguments, session, Engine::pull);
  }
}
