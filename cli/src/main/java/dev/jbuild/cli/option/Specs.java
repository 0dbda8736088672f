package dev.jbuild.cli.option;

import dev.jbuild.cli.progress.ProgressMode;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Makes the specifications of commands. */
public final class Specs {
  private Specs() {}

  /** A command with these options and {@code --help}. */
  public static CommandSpec command(String name, OptionSpec... options) {
    CommandSpec spec = CommandSpec.create().name(name);
    for (OptionSpec option : options) {
      spec.addOption(option);
    }
    return spec.addOption(Options.help());
  }

  /** The argument at this place, from 0. Whether it must be there is for the command to say. */
  public static PositionalParamSpec argument(int index, String label, String description) {
    return PositionalParamSpec.builder()
        .index(String.valueOf(index))
        .arity("0..1")
        .hideParamSyntax(true)
        .type(String.class)
        .paramLabel(label)
        .description(description.replace("%", "%%"))
        .build();
  }

  /** All arguments. */
  public static PositionalParamSpec arguments(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity("0..*")
        .hideParamSyntax(true)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description.replace("%", "%%"))
        .build();
  }

  /** {@code --platform}. */
  public static OptionSpec platform() {
    return Options.value(
        "OS/ARCH", "The image for this platform (default: this machine's)", "--platform");
  }

  /** {@code --progress}. */
  public static OptionSpec progress() {
    return Options.value(
        "MODE", "How progress is shown: " + String.join(", ", ProgressMode.words()), "--progress");
  }
}
