package dev.jbuild.builder.policy;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * A rule of a policy.
 *
 * @param place as shown, such as {@code rules[2] of policy.json}
 * @param updates what CONVERT changes
 */
record PolicyRule(String place, Action action, PolicySelector selector, Optional<Updates> updates) {

  /** What becomes of the sources that the rule selects. */
  enum Action {
    ALLOW,
    DENY,
    CONVERT
  }

  /**
   * What a source becomes.
   *
   * @param identifier with {@code ${1}} for what the selector found; empty leaves it
   */
  record Updates(String identifier, ImmutableMap<String, String> attributes) {}

  /** What the rule makes of the source that it selects. */
  PolicySource convert(PolicySource source) throws SourcePolicyException {
    if (updates.isEmpty()) {
      throw new SourcePolicyException("missing destination for convert rule: " + place);
    }
    String template = updates.get().identifier();
    return source.updated(
        template.isEmpty() ? source.identifier() : selector.format(source.identifier(), template),
        updates.get().attributes());
  }

  @Override
  public String toString() {
    return place + " (" + action + " " + selector.identifier() + ")";
  }
}
