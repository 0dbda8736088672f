package dev.jbuild.cli.command;

import dev.jbuild.cache.ImageKey;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.cli.option.SharedOptions;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;

/** {@code jbuild push}. */
final class PushCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("push", SharedOptions.platform(), SharedOptions.progress())
        .with("IMAGE", "An image of the local store, by name or ID")
        .with("[TARGET]", "Where it goes: a name in a registry (default: IMAGE's own name)");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild push [OPTIONS] IMAGE [TARGET]",
        "Pushes an image from the local store to its registry. Prints its name with the digest.",
        "jbuild push 127.0.0.1:5000/team/mymodel:v1",
        "jbuild push mymodel:v1 127.0.0.1:5000/team/mymodel:v1");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    ImageKey key = ImageArgument.key("push", arguments.required(0, "IMAGE"));
    ImageReference target = target(arguments, key);
    Platform platform = SharedOptions.platform(arguments);
    Digest digest =
        Transfers.run(
            "push " + target.familiar(),
            arguments,
            session,
            (engine, events) -> {
              StoredImages.find(engine, key, platform);
              return engine.push(key, target, platform, events);
            });
    session.console().out().println(target.withDigest(digest).familiar());
    return ExitStatus.DONE;
  }

  private static ImageReference target(Arguments arguments, ImageKey key) throws UsageException {
    if (arguments.positional(1).isEmpty()) {
      return key.name()
          .orElseThrow(() ->
              new UsageException("push: " + key + " is no name: say where it goes, as TARGET"));
    }
    ImageReference target = ImageArgument.registry("push", arguments.positional(1).get());
    if (target.digest().isPresent()) {
      throw new UsageException(
          "push: a digest can't be chosen; leave out @" + target.digest().get());
    }
    return target;
  }
}
