package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code --build-arg} and {@code --label}; of a name that stands twice, the last value counts. */
final class KeyValues {
  private static final String EPOCH = "SOURCE_DATE_EPOCH";

  private KeyValues() {}

  /**
   * A name without a value takes it from the environment; is it not there either, the ARG keeps its
   * default. SOURCE_DATE_EPOCH is always taken from the environment, as docker does.
   */
  static ImmutableMap<String, String> buildArgs(
      Arguments arguments, Map<String, String> environment) throws UsageException {
    Map<String, String> buildArgs = new LinkedHashMap<>();
    String epoch = environment.getOrDefault(EPOCH, "");
    if (!epoch.isEmpty()) {
      buildArgs.put(EPOCH, epoch);
    }
    for (String argument : arguments.values("--build-arg")) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      checkName("--build-arg", name, argument);
      String value = equals < 0 ? environment.get(name) : argument.substring(equals + 1);
      if (value != null) {
        buildArgs.put(name, value);
      }
    }
    return ImmutableMap.copyOf(buildArgs);
  }

  /** A label without a value is empty, as docker has it. */
  static ImmutableMap<String, String> labels(Arguments arguments) throws UsageException {
    ImmutableMap.Builder<String, String> labels = ImmutableMap.builder();
    for (String label : arguments.values("--label")) {
      int equals = label.indexOf('=');
      String key = equals < 0 ? label : label.substring(0, equals);
      checkName("--label", key, label);
      labels.put(key, equals < 0 ? "" : label.substring(equals + 1));
    }
    return labels.buildKeepingLast();
  }

  private static void checkName(String option, String name, String whole) throws UsageException {
    if (name.isBlank()) {
      throw new UsageException(option + " " + whole + ": there is no name before the =");
    }
  }
}
