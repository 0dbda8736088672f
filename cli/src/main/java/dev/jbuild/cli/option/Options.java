package dev.jbuild.cli.option;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Makes options without annotations: reflection would cost start-up time. */
public final class Options {
  private Options() {}

  /** An option that is there or not; {@code --option=false} is as if it were not. */
  public static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .arity("0")
        .description(escaped(description))
        .build();
  }

  /** An option with a value; the last one counts. */
  public static OptionSpec value(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(escaped(description))
        .build();
  }

  /** An option with a value that may stand several times. */
  public static OptionSpec values(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(escaped(description))
        .build();
  }

  /** {@code --help}. */
  public static OptionSpec help() {
    return OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help").build();
  }

  /** Descriptions are format strings for picocli. */
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }
}
