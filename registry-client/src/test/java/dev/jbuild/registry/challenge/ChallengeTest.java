package dev.jbuild.registry.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
  @Test
  void readsABearerChallenge() {
    assertThat(
            Challenge.parse(
                List.of(
                    "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                        + "scope=\"repository:library/debian:pull,push\"")))
        .containsExactly(
            new Challenge(
                "bearer",
                ImmutableMap.of(
                    "realm", "https://auth.docker.io/token",
                    "service", "registry.docker.io",
                    "scope", "repository:library/debian:pull,push")));
  }

  @Test
  void readsSeveralInOneField() {
    assertThat(
            Challenge.parse(
                List.of(
                    "Negotiate, Custom abc==, Basic realm=\"a \\\"b\\\", c\" , BEARER Realm = x",
                    "Digest realm=\"\"")))
        .containsExactly(
            new Challenge("negotiate", ImmutableMap.of()),
            new Challenge("custom", ImmutableMap.of()),
            new Challenge("basic", ImmutableMap.of("realm", "a \"b\", c")),
            new Challenge("bearer", ImmutableMap.of("realm", "x")),
            new Challenge("digest", ImmutableMap.of("realm", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "\"", "Bearer realm=\"open", "=", "Basic realm=,", "a b c d"})
  void endsOnNonsense(String field) {
    assertThat(Challenge.parse(List.of(field)).size()).isLessThan(3);
  }
}
