package dev.jbuild.builder.plan;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.regex.Pattern;

/** Interim. */
record DockerfileExpander(char escape) implements Expander {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{(?<b>\\w+)(?::-(?<d>[^}]*))?}|(?<n>\\w+))");

  @Override
  public Expanded word(String text, Map<String, String> environment) throws MalformedWord {
    if (text.contains("${}")) {
      throw new MalformedWord("bad substitution");
    }
    ImmutableSet.Builder<String> undefined = ImmutableSet.builder();
    String expanded =
        VARIABLE
            .matcher(text)
            .replaceAll(match -> {
              String name = match.group(1) == null ? match.group(3) : match.group(1);
              if (!environment.containsKey(name)) {
                undefined.add(name);
              }
              String fallback = match.group(2) == null ? "" : match.group(2);
              return java.util.regex.Matcher.quoteReplacement(
                  environment.getOrDefault(name, fallback));
            });
    return new Expanded(expanded.replaceAll("[\"']", ""), undefined.build());
  }

  @Override
  public ImmutableList<String> words(String text, Map<String, String> environment)
      throws MalformedWord {
    return ImmutableList.copyOf(
        Splitter.on(' ').omitEmptyStrings().split(word(text, environment).text()));
  }

  @Override
  public Expanded document(String text, Map<String, String> environment) throws MalformedWord {
    return word(text, environment);
  }

  @Override
  public String command(String text, Map<String, String> environment) {
    return text;
  }
}
