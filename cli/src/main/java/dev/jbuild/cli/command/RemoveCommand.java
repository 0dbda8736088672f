package dev.jbuild.cli.command;

import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.oci.ImageReference;
import java.util.ArrayList;
import java.util.List;

/** {@code jbuild rmi}. */
final class RemoveCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("rmi")
        .with("IMAGE...", "Names of images of the local store")
        .withRepeated();
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild rmi IMAGE...",
        "Removes names from the local store, and the content that no other name needs.",
        "jbuild rmi mymodel:v1 mymodel:v2");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    List<ImageReference> names = new ArrayList<>();
    for (String name : arguments.positionals("IMAGE")) {
      names.add(ImageArgument.parse("rmi", name));
    }
    try (Engine engine = session.tools().open()) {
      for (ImageReference name : names) {
        if (!engine.remove(name)) {
          throw StoredImages.unknown(engine, name);
        }
        session.console().out().println("removed " + name.familiar());
      }
    }
    return ExitStatus.DONE;
  }
}
