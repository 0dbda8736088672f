package dev.jbuild.cli.command;

import dev.jbuild.cache.ImageKey;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.gpu.GpuFacts;
import dev.jbuild.cli.gpu.GpuReport;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.cli.option.Option;
import dev.jbuild.cli.option.SharedOptions;
import dev.jbuild.oci.image.Image;
import java.io.PrintStream;

/** {@code jbuild inspect}. */
final class InspectCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of(
            "inspect",
            Option.flag("What the image says of CUDA, cuDNN and drivers", "--gpu"),
            Option.flag("The manifest, byte for byte", "--raw"),
            Option.flag("The configuration, byte for byte", "--config"),
            SharedOptions.platform())
        .with("IMAGE", "An image of the local store, by name or ID");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild inspect [OPTIONS] IMAGE",
        "Shows an image: its configuration, and its layers with the instruction that made each.",
        "jbuild inspect mymodel:v1",
        "jbuild inspect --gpu mymodel:v1",
        "jbuild inspect --config mymodel:v1 | jq .config.Env");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    ImageKey name = ImageArgument.key("inspect", arguments.required(0, "IMAGE"));
    try (Engine engine = session.tools().open()) {
      Image image = StoredImages.find(engine, name, SharedOptions.platform(arguments));
      show(arguments, name, image, session.console().out());
    }
    return ExitStatus.DONE;
  }

  private static void show(Arguments arguments, ImageKey name, Image image, PrintStream out) {
    if (arguments.flag("--raw")) {
      out.writeBytes(image.manifest().bytes());
      return;
    }
    if (arguments.flag("--config")) {
      out.writeBytes(image.configBytes());
      return;
    }
    if (arguments.flag("--gpu")) {
      GpuFacts facts =
          GpuFacts.of(image.config().container().env(), image.config().container().labels());
      GpuReport.lines(facts).forEach(out::println);
      return;
    }
    ImageReport.lines(name, image).forEach(out::println);
  }
}
