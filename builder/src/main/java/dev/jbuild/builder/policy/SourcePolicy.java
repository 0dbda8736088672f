package dev.jbuild.builder.policy;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** The rules of one policy, in their order. */
public final class SourcePolicy {
  private final ImmutableList<PolicyRule> rules;

  SourcePolicy(ImmutableList<PolicyRule> rules) {
    this.rules = rules;
  }

  /**
   * What the first CONVERT that applies makes of the source; empty where none changes it.
   *
   * @throws SourcePolicyException where the last of the other rules that apply is a DENY
   */
  Optional<PolicySource> apply(PolicySource source) throws SourcePolicyException {
    Optional<PolicyRule> denied = Optional.empty();
    for (PolicyRule rule : rules) {
      if (rule.selector().selects(source)) {
        switch (rule.action()) {
          case ALLOW -> denied = Optional.empty();
          case DENY -> denied = Optional.of(rule);
          case CONVERT -> {
            PolicySource converted = rule.convert(source);
            if (!converted.equals(source)) {
              return Optional.of(converted);
            }
          }
        }
      }
    }
    if (denied.isPresent()) {
      throw new SourcePolicyException(
          "source \"" + source.identifier() + "\" denied by policy: " + denied.get());
    }
    return Optional.empty();
  }
}
