package dev.jbuild.registry;

import dev.jbuild.registry.challenge.Challenge;
import dev.jbuild.registry.transport.Origin;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Bearer tokens, fetched once for each registry and set of scopes, and again when they expire. */
final class Tokens {
  private final TokenServer server;
  private final Clock clock = Clock.systemUTC();
  private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

  Tokens(TokenServer server) {
    this.server = server;
  }

  /**
   * @param value the token itself
   * @param end when to fetch another
   */
  record Token(String value, Instant end) {
    String header() {
      return "Bearer " + value;
    }

    @Override
    public String toString() {
      return "Token[until " + end + "]";
    }
  }

  private record Key(Origin registry, String realm, String service, Scopes scopes) {}

  /** Threads that need the same token wait for one fetch of it. */
  private static final class Slot {
    private @Nullable Token token;
  }

  String header(Call call, Challenge method, Scopes scopes, Optional<Credential> credential)
      throws IOException {
    String realm = method.parameter("realm").orElse("");
    String service = method.parameter("service").orElse("");
    Key key = new Key(call.endpoint().origin(), realm, service, scopes);
    Slot slot = slots.computeIfAbsent(key, _ -> new Slot());
    synchronized (slot) {
      Token token = slot.token;
      if (token == null || !clock.instant().isBefore(token.end())) {
        token = server.fetch(call, realm, service, scopes, credential);
        slot.token = token;
      }
      return token.header();
    }
  }

  /** Fetches anew what was fetched as this header. */
  void forget(String header) {
    for (Slot slot : slots.values()) {
      synchronized (slot) {
        if (slot.token != null && slot.token.header().equals(header)) {
          slot.token = null;
        }
      }
    }
  }
}
