package dev.jbuild.cli.command;

import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.oci.ImageReference;

/** {@code jbuild tags}. */
final class TagsCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("tags").with("REPOSITORY", "With registry where it is not Docker Hub");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild tags REPOSITORY",
        "Lists the tags of a repository in a registry, a line each.",
        "jbuild tags 127.0.0.1:5000/team/mymodel");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    ImageReference repository = ImageArgument.registry("tags", arguments.required(0, "REPOSITORY"));
    if (repository.tag().isPresent() || repository.digest().isPresent()) {
      throw new UsageException(
          "tags: name a repository, without tag or digest: " + repository.bare().name());
    }
    try (Engine engine = session.tools().open()) {
      engine.tags(repository).forEach(session.console().out()::println);
    }
    return ExitStatus.DONE;
  }
}
