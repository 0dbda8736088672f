package dev.jbuild.builder.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.policy.PolicyRule.Action;
import dev.jbuild.builder.policy.PolicyRule.Updates;
import dev.jbuild.builder.policy.PolicySelector.Condition;
import dev.jbuild.builder.policy.PolicySelector.Constraint;
import dev.jbuild.builder.policy.PolicySelector.MatchType;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a policy as JSON. A member that is not known is an error: it would be no policy. */
public final class PolicyReader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String name;

  private PolicyReader(String name) {
    this.name = name;
  }

  /**
   * Reads the text of a policy.
   *
   * @param name what messages call it
   */
  public static SourcePolicy read(String name, String text) throws SourcePolicyException {
    return new PolicyReader(name).policy(text);
  }

  private SourcePolicy policy(String text) throws SourcePolicyException {
    JsonNode root = tree(text);
    requireMembers(root, "the policy", "version", "rules");
    ImmutableList.Builder<PolicyRule> rules = ImmutableList.builder();
    int index = 0;
    for (JsonNode rule : list(root, "rules", "the policy")) {
      rules.add(rule(rule, "rules[" + index++ + "]"));
    }
    return new SourcePolicy(rules.build());
  }

  private JsonNode tree(String text) throws SourcePolicyException {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SourcePolicyException(
          "failed to parse source policy " + name + ": " + e.getOriginalMessage(), e);
    }
  }

  private PolicyRule rule(JsonNode node, String place) throws SourcePolicyException {
    requireMembers(node, place, "action", "selector", "updates");
    if (!node.hasNonNull("selector")) {
      throw wrong(place, "invalid nil selector in policy");
    }
    return new PolicyRule(
        place + " of " + name,
        word(node, "action", Action.class, place),
        selector(node.get("selector"), place + ".selector"),
        node.hasNonNull("updates")
            ? Optional.of(updates(node.get("updates"), place + ".updates"))
            : Optional.empty());
  }

  private PolicySelector selector(JsonNode node, String place) throws SourcePolicyException {
    requireMembers(node, place, "identifier", "match_type", "matchType", "constraints");
    String type = node.hasNonNull("matchType") ? "matchType" : "match_type";
    ImmutableList.Builder<Constraint> constraints = ImmutableList.builder();
    for (JsonNode constraint : list(node, "constraints", place)) {
      constraints.add(constraint(constraint, place + ".constraints"));
    }
    String identifier = text(node, "identifier", place);
    try {
      return PolicySelector.of(
          identifier, word(node, type, MatchType.class, place), constraints.build());
    } catch (PatternSyntaxException e) {
      throw wrong(place, "invalid regex \"" + identifier + "\": " + e.getDescription());
    }
  }

  private Constraint constraint(JsonNode node, String place) throws SourcePolicyException {
    requireMembers(node, place, "key", "value", "condition");
    Condition condition = word(node, "condition", Condition.class, place);
    String value = text(node, "value", place);
    try {
      return new Constraint(
          text(node, "key", place),
          condition == Condition.MATCHES ? Pattern.compile(value) : PolicySelector.literal(value),
          condition);
    } catch (PatternSyntaxException e) {
      throw wrong(place, "invalid regex \"" + value + "\": " + e.getDescription());
    }
  }

  private Updates updates(JsonNode node, String place) throws SourcePolicyException {
    requireMembers(node, place, "identifier", "attrs");
    ImmutableMap.Builder<String, String> attributes = ImmutableMap.builder();
    JsonNode attrs = node.path("attrs");
    for (String attribute : (Iterable<String>) attrs::fieldNames) {
      attributes.put(attribute, text(attrs, attribute, place + ".attrs"));
    }
    return new Updates(text(node, "identifier", place), attributes.buildOrThrow());
  }

  /** A word of the enum or its number; the first where there is none. */
  private <E extends Enum<E>> E word(JsonNode node, String member, Class<E> type, String place)
      throws SourcePolicyException {
    JsonNode value = node.path(member);
    E[] all = type.getEnumConstants();
    if (value.isMissingNode() || value.isNull()) {
      return all[0];
    }
    for (int number = 0; number < all.length; number++) {
      if (value.isInt() ? value.intValue() == number : all[number].name().equals(value.asText())) {
        return all[number];
      }
    }
    throw wrong(
        place,
        "unknown "
            + member
            + " "
            + value
            + ": expected one of "
            + List.of(all)
            + Suggestion.clause(
                value.asText().toUpperCase(Locale.ROOT),
                List.of(all).stream().map(Enum::name).toList()));
  }

  private String text(JsonNode node, String member, String place) throws SourcePolicyException {
    JsonNode value = node.path(member);
    if (!value.isMissingNode() && !value.isTextual()) {
      throw wrong(place, member + " must be a string");
    }
    return value.asText("");
  }

  private Iterable<JsonNode> list(JsonNode node, String member, String place)
      throws SourcePolicyException {
    JsonNode value = node.path(member);
    if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
      throw wrong(place, member + " must be a list");
    }
    return value;
  }

  private void requireMembers(JsonNode node, String place, String... known)
      throws SourcePolicyException {
    if (!node.isObject()) {
      throw wrong(place, "must be an object");
    }
    for (String member : (Iterable<String>) node::fieldNames) {
      if (!List.of(known).contains(member)) {
        throw wrong(
            place, "unknown member \"" + member + "\"" + Suggestion.clause(member, List.of(known)));
      }
    }
  }

  private SourcePolicyException wrong(String place, String what) {
    return new SourcePolicyException(
        "failed to parse source policy " + name + ": " + place + ": " + what);
  }
}
