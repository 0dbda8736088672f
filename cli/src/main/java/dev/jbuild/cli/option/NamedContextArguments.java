package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.ContextLocation;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.builder.plan.NamedContexts;
import dev.jbuild.oci.Digest;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --build-context NAME=VALUE}; of a name that stands twice, the last value counts. */
final class NamedContextArguments {
  private static final String OPTION = "--build-context ";
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final List<String> SCHEMES =
      List.of("docker-image", "oci-layout", "https", "http", "git", "ssh");

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
    String option = OPTION + name + "=" + value;
    Matcher scheme = SCHEME.matcher(value);
    if (scheme.matches() && scheme.group(1).equals("docker-image")) {
      return image(option, scheme.group(2));
    }
    if (scheme.matches() && scheme.group(1).equals("oci-layout")) {
      return layout(option, scheme.group(2));
    }
    if (!Files.isDirectory(Path.of(value))) {
      Optional<GitReference> git = ContextArgument.git(OPTION + name + "=", value);
      if (git.isPresent()) {
        return new ContextLocation.Git(git.get());
      }
      if (ContextArgument.isWeb(value)) {
        return new ContextLocation.Web(ContextArgument.uri(OPTION + name + "=", value));
      }
      if (scheme.matches()) {
        throw unknown(option, scheme.group(1));
      }
    }
    return ContextArgument.directory(option, option + ": no such directory", value);
  }

  private static ContextLocation image(String option, String reference) throws UsageException {
    return reference.equals("scratch")
        ? new ContextLocation.Scratch()
        : new ContextLocation.Image(ImageArgument.parse(option, reference));
  }

  /** {@code DIR[:TAG][@DIGEST]}. */
  private static ContextLocation layout(String option, String text) throws UsageException {
    int at = text.indexOf('@');
    String named = at < 0 ? text : text.substring(0, at);
    int colon = named.indexOf(':');
    String directory = colon < 0 ? named : named.substring(0, colon);
    if (!Files.isDirectory(Path.of(directory))) {
      throw new UsageException(option + ": no such directory: " + directory);
    }
    return new ContextLocation.Layout(
        Path.of(directory),
        colon < 0 ? Optional.empty() : Optional.of(named.substring(colon + 1)),
        at < 0 ? Optional.empty() : Optional.of(digest(option, text.substring(at + 1))));
  }

  private static Digest digest(String option, String text) throws UsageException {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  private static UsageException unknown(String option, String scheme) {
    return new UsageException(
        option
            + ": unsupported context source "
            + scheme
            + "://"
            + Suggestion.clause(scheme, SCHEMES));
  }
}
