package dev.jbuild.cli.command;

import dev.jbuild.cache.ImageKey;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import java.util.ArrayList;
import java.util.List;

/** {@code jbuild rmi}. */
final class RemoveCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("rmi")
        .with("IMAGE...", "Names or IDs of images of the local store")
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
    List<ImageKey> names = new ArrayList<>();
    for (String name : arguments.positionals("IMAGE")) {
      names.add(ImageArgument.key("rmi", name));
    }
    try (Engine engine = session.tools().open()) {
      for (ImageKey name : names) {
        if (!engine.remove(name)) {
          throw StoredImages.unknown(engine, name);
        }
        session.console().out().println("removed " + name);
      }
    }
    return ExitStatus.DONE;
  }
}
