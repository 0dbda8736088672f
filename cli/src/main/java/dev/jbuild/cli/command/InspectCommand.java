package dev.jbuild.cli.command;

import dev.jbuild.builder.ImageLocation;
import dev.jbuild.cache.ImageKey;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.gpu.GpuFacts;
import dev.jbuild.cli.gpu.GpuReport;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.cli.option.LocationArgument;
import dev.jbuild.cli.option.Option;
import dev.jbuild.cli.option.SharedOptions;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.image.Image;
import java.io.PrintStream;
import java.util.Optional;

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
        .with(
            "IMAGE",
            "An image of the local store, by name or ID, or a place that `copy` knows, such as"
                + " docker://NAME");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild inspect [OPTIONS] IMAGE",
        "Shows an image: its configuration, and its layers with the instruction that made each.",
        "jbuild inspect mymodel:v1",
        "jbuild inspect --gpu mymodel:v1",
        "jbuild inspect --config mymodel:v1 | jq .config.Env",
        "jbuild inspect --raw docker://ghcr.io/team/app:1");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    String given = arguments.required(0, "IMAGE");
    PrintStream out = session.console().out();
    try (Engine engine = session.tools().open()) {
      if (!LocationArgument.isLocation(given)) {
        ImageKey name = ImageArgument.key("inspect", given);
        Platform platform = SharedOptions.platform(arguments);
        show(
            arguments,
            name.isName() ? name.toString() : "",
            StoredImages.find(engine, name, platform),
            out);
        return ExitStatus.DONE;
      }
      ImageLocation place = LocationArgument.parse("inspect", given);
      Platform platform = SharedOptions.platform(arguments);
      if (arguments.flag("--raw")) {
        boolean chosen = arguments.value("--platform").isPresent();
        out.writeBytes(
            engine.manifest(place, chosen ? Optional.of(platform) : Optional.empty()).bytes());
      } else {
        show(arguments, place.toString(), engine.image(place, platform), out);
      }
    }
    return ExitStatus.DONE;
  }

  private static void show(Arguments arguments, String name, Image image, PrintStream out) {
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
