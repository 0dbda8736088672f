package dev.jbuild.cli.command;

import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.SharedOptions;

/** {@code jbuild push}. */
final class PushCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("push", SharedOptions.platform(), SharedOptions.progress())
        .with("IMAGE", "An image of the local store; its name says where it goes");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild push [OPTIONS] IMAGE",
        "Pushes an image from the local store to its registry. Prints its name with the digest.",
        "jbuild push 127.0.0.1:5000/team/mymodel:v1");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    return Transfers.run("push", arguments, session, Engine::push);
  }
}
