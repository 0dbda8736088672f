package dev.jbuild.cli.command;

import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.oci.ImageReference;

/** {@code jbuild delete}. */
final class DeleteCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("delete")
        .with("NAME", "NAME:TAG for the tag alone, NAME@DIGEST for the manifest with all its tags");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild delete NAME",
        "Removes a tag or a manifest from a registry that allows it. The registry frees the space"
            + " in its own time. `jbuild rmi` removes from the local store.",
        "jbuild delete 127.0.0.1:5000/team/mymodel:old");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    ImageReference name = ImageArgument.registry("delete", arguments.required(0, "NAME"));
    if (name.tag().isEmpty() && name.digest().isEmpty()) {
      throw new UsageException(
          "delete: say which tag or digest of " + name.bare().name() + ": NAME:TAG or NAME@DIGEST");
    }
    try (Engine engine = session.tools().open()) {
      engine.delete(name);
      session.console().out().println("removed " + name.familiar());
    }
    return ExitStatus.DONE;
  }
}
