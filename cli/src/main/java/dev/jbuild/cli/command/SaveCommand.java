package dev.jbuild.cli.command;

import dev.jbuild.builder.Output;
import dev.jbuild.cache.ImageKey;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.cli.option.Option;
import dev.jbuild.cli.option.SharedOptions;
import dev.jbuild.cli.option.UsageException;
import java.nio.file.Path;

/** {@code jbuild save}. */
final class SaveCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of(
            "save",
            Option.value("FILE", "Where to (default: standard output)", "-o", "--output"),
            Option.value(
                "FORMAT", "oci (default), docker for docker load, or tar of the files", "--format"),
            SharedOptions.platform())
        .with("IMAGE", "An image of the local store, by name or ID");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild save [OPTIONS] IMAGE",
        "Writes an image from the local store to an archive.",
        "jbuild save -o mymodel.tar mymodel:v1",
        "jbuild save --format docker mymodel:v1 | docker load");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    ImageKey name = ImageArgument.key("save", arguments.required(0, "IMAGE"));
    String file = arguments.value("--output").orElse("-");
    if (file.equals("-") && session.console().outIsTerminal()) {
      throw new UsageException("save: an archive can't be shown on a terminal; add -o FILE");
    }
    Output output = output(arguments.value("--format").orElse("oci"), Path.of(file));
    try (Engine engine = session.tools().open()) {
      engine.save(name, SharedOptions.platform(arguments), output);
    }
    return ExitStatus.DONE;
  }

  private static Output output(String format, Path file) throws UsageException {
    return switch (format) {
      case "oci" -> new Output.OciArchive(file);
      case "docker" -> new Output.DockerArchive(file);
      case "tar" -> new Output.RootTar(file);
      default ->
          throw new UsageException(
              "save: unknown format \"" + format + "\": expected oci, docker or tar");
    };
  }
}
