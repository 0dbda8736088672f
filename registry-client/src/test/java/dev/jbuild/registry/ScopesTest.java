package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScopesTest {
  @Test
  void joinsActionsOnOneResource() {
    Scopes asked = Scopes.parse("repository:app:pull  registry:catalog:* nonsense");
    assertThat(asked.and(Scopes.push("app")).and(Scopes.pull("base")).toList())
        .containsExactly("registry:catalog:*", "repository:app:pull,push", "repository:base:pull");
  }

  @Test
  void keepsColonsInNames() {
    assertThat(Scopes.parse("repository:host:5000/app:push,pull").toList())
        .containsExactly("repository:host:5000/app:pull,push");
  }
}
