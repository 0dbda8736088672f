package dev.jbuild.cli.command;

import dev.jbuild.cache.ImageKey;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.oci.ImageReference;

/** {@code jbuild tag}. */
final class TagCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("tag")
        .with("IMAGE", "An image of the local store, by name or ID")
        .with("NAME[:TAG]", "The name that it gets, too");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild tag IMAGE NAME[:TAG]",
        "Gives an image in the local store one more name.",
        "jbuild tag mymodel:v1 127.0.0.1:5000/team/mymodel:v1");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    ImageKey existing = ImageArgument.key("tag", arguments.required(0, "IMAGE"));
    ImageReference added = ImageArgument.parse("tag", arguments.required(1, "NAME[:TAG]"));
    if (added.digest().isPresent()) {
      throw new UsageException("tag: a digest can't be chosen; leave out @" + added.digest().get());
    }
    try (Engine engine = session.tools().open()) {
      if (!engine.tag(existing, added)) {
        throw StoredImages.unknown(engine, existing);
      }
    }
    return ExitStatus.DONE;
  }
}
