package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.ContextLocation;
import dev.jbuild.builder.plan.NamedContexts;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --build-context NAME=VALUE}; of a name that stands twice, the last value counts. */
final class NamedContextArguments {
  private static final String OPTION = "--build-context ";
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final List<String> SCHEMES = List.of("docker-image");

  private NamedContextArguments() {}

  static ImmutableMap<String, ContextLocation> of(Arguments arguments) throws UsageException {
    Map<String, ContextLocation> contexts = new LinkedHashMap<>();
    for (String argument : arguments.values("--build-context")) {
      int equals = argument.indexOf('=');
      if (equals < 0 || equals == argument.length() - 1) {
        throw new UsageException(
            OPTION
                + argument
                + ": expected NAME=VALUE, such as base=../base or base=docker-image://debian:12");
      }
      String name = name(argument.substring(0, equals));
      contexts.put(name, location(name, argument.substring(equals + 1)));
    }
    return ImmutableMap.copyOf(contexts);
  }

  private static String name(String name) throws UsageException {
    try {
      return NamedContexts.normal(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          OPTION + name + "=: invalid context name " + name + ": " + e.getMessage(), e);
    }
  }

  private static ContextLocation location(String name, String value) throws UsageException {
    Matcher scheme = SCHEME.matcher(value);
    if (!scheme.matches()) {
      String option = OPTION + name + "=" + value;
      return ContextArgument.directory(option, option + ": no such directory", value);
    }
    String rest = scheme.group(2);
    return switch (scheme.group(1)) {
      case "docker-image" -> image(rest);
      case "http", "https", "git", "ssh", "oci-layout" ->
          throw UsageException.notYet(OPTION + name + "=" + value);
      default ->
          throw new UsageException(
              OPTION
                  + name
                  + "="
                  + value
                  + ": unsupported context source "
                  + scheme.group(1)
                  + "://"
                  + Suggestion.clause(scheme.group(1), SCHEMES));
    };
  }

  private static ContextLocation image(String reference) throws UsageException {
    return reference.equals("scratch")
        ? new ContextLocation.Scratch()
        : new ContextLocation.Image(ImageArgument.parse("docker-image://" + reference, reference));
  }
}
