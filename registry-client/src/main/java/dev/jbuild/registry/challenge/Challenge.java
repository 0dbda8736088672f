package dev.jbuild.registry.challenge;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;

/**
 * One way to authenticate that a server offers (RFC 9110, 11.3).
 *
 * @param scheme lowercase, such as {@code bearer}
 * @param parameters by lowercase name
 */
public record Challenge(String scheme, ImmutableMap<String, String> parameters) {

  /** The challenges of all {@code WWW-Authenticate} fields; what is malformed is left out. */
  public static ImmutableList<Challenge> parse(List<String> fields) {
    ImmutableList.Builder<Challenge> challenges = ImmutableList.builder();
    for (String field : fields) {
      challenges.addAll(new ChallengeReader(field).read());
    }
    return challenges.build();
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
