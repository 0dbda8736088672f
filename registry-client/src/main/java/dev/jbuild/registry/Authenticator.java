package dev.jbuild.registry;

import dev.jbuild.registry.challenge.Challenge;
import dev.jbuild.registry.transport.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Knows how each registry wants to be told who is asking. No credential is looked up before. */
final class Authenticator {
  private final KnownCredentials credentials;
  private final Tokens tokens;
  private final Map<Origin, Challenge> methods = new ConcurrentHashMap<>();

  Authenticator(CredentialSource source, TokenServer tokenServer) {
    this.credentials = new KnownCredentials(source);
    this.tokens = new Tokens(tokenServer);
  }

  /** The Authorization header to begin with: empty until the registry has asked for one. */
  Optional<String> authorization(Call call) throws IOException {
    Challenge method = methods.get(call.endpoint().origin());
    return method == null ? Optional.empty() : header(call, method, call.scopes());
  }

  /**
   * The Authorization header that meets a challenge; empty when there is none to try.
   *
   * @param rejected the header that was sent and not accepted
   */
  Optional<String> answer(Call call, List<Challenge> offered, Optional<String> rejected)
      throws IOException {
    Optional<Challenge> method = choose(offered);
    if (method.isEmpty()) {
      return Optional.empty();
    }
    methods.put(call.endpoint().origin(), method.get());
    rejected.ifPresent(tokens::forget);
    Scopes scopes =
        method.get().parameter("scope").map(Scopes::parse).orElse(Scopes.NONE).and(call.scopes());
    return header(call, method.get(), scopes).filter(next -> !rejected.equals(Optional.of(next)));
  }

  /** Whether a credential is known for what was called. */
  boolean hasCredential(Call call) throws IOException {
    return credentials.find(call).isPresent();
  }

  private static Optional<Challenge> choose(List<Challenge> offered) {
    return with("bearer", offered)
        .filter(challenge -> challenge.parameter("realm").isPresent())
        .or(() -> with("basic", offered));
  }

  private static Optional<Challenge> with(String scheme, List<Challenge> offered) {
    return offered.stream().filter(challenge -> challenge.scheme().equals(scheme)).findFirst();
  }

  private Optional<String> header(Call call, Challenge method, Scopes scopes) throws IOException {
    Optional<Credential> credential = credentials.find(call);
    if (credential.orElse(null) instanceof Credential.RegistryToken(String token)) {
      return Optional.of("Bearer " + token);
    }
    if (method.scheme().equals("bearer")) {
      return Optional.of(tokens.header(call, method, scopes, credential));
    }
    return credential.orElse(null) instanceof Credential.UserPassword known
        ? Optional.of(basic(known))
        : Optional.empty();
  }

  static String basic(Credential.UserPassword credential) {
    byte[] plain =
        (credential.user() + ":" + credential.password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(plain);
  }
}
