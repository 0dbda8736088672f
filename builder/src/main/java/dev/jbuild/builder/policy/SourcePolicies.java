package dev.jbuild.builder.policy;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** All policies of a build: each of them must let a source pass. */
public record SourcePolicies(ImmutableList<SourcePolicy> policies) {
  private static final int MOST_CONVERSIONS = 20;

  /** Lets everything pass. */
  public static SourcePolicies none() {
    return new SourcePolicies(ImmutableList.of());
  }

  /**
   * What is to be taken for the source.
   *
   * @throws SourcePolicyException where it is denied, or converted without end
   */
  public PolicySource evaluate(PolicySource source) throws SourcePolicyException {
    PolicySource current = source;
    for (int conversions = 0; conversions <= MOST_CONVERSIONS; conversions++) {
      Optional<PolicySource> converted = convert(current);
      if (converted.isEmpty()) {
        return current;
      }
      current = converted.get();
    }
    throw new SourcePolicyException(
        "too many operations: the policy converts \""
            + source.identifier()
            + "\" again and again, at last to \""
            + current.identifier()
            + "\"");
  }

  private Optional<PolicySource> convert(PolicySource source) throws SourcePolicyException {
    for (SourcePolicy policy : policies) {
      Optional<PolicySource> converted = policy.apply(source);
      if (converted.isPresent()) {
        return converted;
      }
    }
    return Optional.empty();
  }
}
