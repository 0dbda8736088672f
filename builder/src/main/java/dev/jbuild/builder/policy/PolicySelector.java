package dev.jbuild.builder.policy;

import com.google.common.collect.ImmutableList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Selects sources.
 *
 * @param identifier as in the policy
 * @param pattern what identifiers must match, from their start to their end or somewhere
 * @param whole whether the pattern is for the whole identifier
 */
record PolicySelector(
    String identifier, Pattern pattern, boolean whole, ImmutableList<Constraint> constraints) {
  private static final Pattern WILDCARD_PART = Pattern.compile("\\\\(.)|(\\*)|[^\\\\*]+|\\\\");
  private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+)|\\$)");

  /** How an identifier is meant. */
  enum MatchType {
    WILDCARD,
    EXACT,
    REGEX
  }

  /** How an attribute's value is compared. */
  enum Condition {
    EQUAL,
    NOTEQUAL,
    MATCHES
  }

  /** What an attribute must be; one that is missing is empty. */
  record Constraint(String key, Pattern value, Condition condition) {

    boolean holds(PolicySource source) {
      Matcher matcher = value.matcher(source.attribute(key));
      return switch (condition) {
        case EQUAL -> matcher.matches();
        case NOTEQUAL -> !matcher.matches();
        case MATCHES -> matcher.find();
      };
    }
  }

  /** A selector; throws PatternSyntaxException for a REGEX that is none. */
  static PolicySelector of(
      String identifier, MatchType type, ImmutableList<Constraint> constraints) {
    return switch (type) {
      case EXACT -> new PolicySelector(identifier, literal(identifier), true, constraints);
      case REGEX -> new PolicySelector(identifier, Pattern.compile(identifier), false, constraints);
      case WILDCARD -> new PolicySelector(identifier, wildcard(identifier), true, constraints);
    };
  }

  static Pattern literal(String text) {
    return Pattern.compile(text, Pattern.LITERAL);
  }

  /** A star is any text; a backslash takes the meaning from what follows. */
  private static Pattern wildcard(String text) {
    StringBuilder pattern = new StringBuilder();
    Matcher parts = WILDCARD_PART.matcher(text);
    while (parts.find()) {
      String escaped = parts.group(1) == null ? parts.group() : parts.group(1);
      pattern.append(parts.group(2) == null ? Pattern.quote(escaped) : "(.*)");
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  boolean selects(PolicySource source) {
    return constraints.stream().allMatch(constraint -> constraint.holds(source))
        && (source.identifier().equals(identifier) || matches(source.identifier()));
  }

  private boolean matches(String text) {
    Matcher matcher = pattern.matcher(text);
    return whole ? matcher.matches() : matcher.find();
  }

  /** The template with what the pattern found in the text. */
  String format(String text, String template) {
    Matcher matcher = pattern.matcher(text);
    if (whole) {
      return matcher.matches() ? filled(template, matcher) : template;
    }
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, Matcher.quoteReplacement(filled(template, matcher)));
    }
    return matcher.appendTail(result).toString();
  }

  private static String filled(String template, Matcher found) {
    return REFERENCE
        .matcher(template)
        .replaceAll(reference ->
            Matcher.quoteReplacement(
                reference.group().equals("$$")
                    ? "$"
                    : group(
                        found,
                        reference.group(1) == null ? reference.group(2) : reference.group(1))));
  }

  /** What a group found; nothing for a group that is not there. */
  private static String group(Matcher found, String name) {
    boolean isNumber = name.matches("[0-9]{1,4}");
    boolean isThere =
        isNumber
            ? Integer.parseInt(name) <= found.groupCount()
            : found.namedGroups().containsKey(name);
    if (!isThere) {
      return "";
    }
    String text = isNumber ? found.group(Integer.parseInt(name)) : found.group(name);
    return text == null ? "" : text;
  }
}
