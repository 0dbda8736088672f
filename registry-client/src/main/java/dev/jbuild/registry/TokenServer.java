package dev.jbuild.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jbuild.registry.transport.Origin;
import dev.jbuild.registry.transport.Redacted;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.RequestBody;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches bearer tokens (distribution's token and OAuth2 specs). */
final class TokenServer {
  private static final int LONGEST_ANSWER = 1024 * 1024;
  private static final long STANDARD_LIFE_SECONDS = 60;
  private static final long LONGEST_LIFE_SECONDS = 24 * 60 * 60;
  private static final long MARGIN_SECONDS = 5;

  private final Wire wire;
  private final RegistrySettings settings;

  TokenServer(Wire wire, RegistrySettings settings) {
    this.wire = wire;
    this.settings = settings;
  }

  Tokens.Token fetch(
      Call call, String realm, String service, Scopes scopes, Optional<Credential> credential)
      throws IOException {
    URI server = server(call, realm);
    Request request =
        credential.orElse(null) instanceof Credential.IdentityToken(String refresh)
            ? exchange(server, service, scopes, refresh)
            : get(server, service, scopes, credential);
    Call asked = call.with(request);
    Response response = wire.send(call.what(), call.endpoint(), request);
    if (response.status() != 200) {
      throw Refusals.of(asked, credential.isPresent(), response);
    }
    try (response) {
      return token(asked, Answers.bytes(call.what(), request, response, LONGEST_ANSWER));
    }
  }

  /** Where a registry says its token server is; credentials never leave it in clear text. */
  private URI server(Call call, String realm) throws IOException {
    try {
      URI server = URI.create(realm);
      Origin origin = Origin.of(server);
      if (server.getRawUserInfo() == null && (origin.isEncrypted() || mayBePlain(call, origin))) {
        return server;
      }
      throw refused(call, Redacted.of(server) + ", which is not HTTPS");
    } catch (IllegalArgumentException e) {
      throw refused(call, "a place that is no HTTP URL");
    }
  }

  private boolean mayBePlain(Call call, Origin server) {
    boolean plainHost =
        settings
            .of(server.hostAndPort())
            .http()
            .orElseGet(() ->
                Loopback.is(server.hostAndPort())
                    || server.host().equals(call.endpoint().origin().host()));
    return plainHost && !call.endpoint().origin().isEncrypted();
  }

  private static RegistryException refused(Call call, String where) {
    return new RegistryException.Unsupported(
        call.what()
            + ": "
            + call.endpoint().name()
            + " sends credentials to "
            + where
            + ": refused");
  }

  private static Request get(
      URI server, String service, Scopes scopes, Optional<Credential> credential) {
    List<String> query = new ArrayList<>();
    if (!service.isEmpty()) {
      query.add(pair("service", service));
    }
    scopes.toList().forEach(scope -> query.add(pair("scope", scope)));
    Request request = Request.of("GET", withQuery(server, String.join("&", query)));
    return credential.orElse(null) instanceof Credential.UserPassword known
        ? request.withAuthorization(Authenticator.basic(known))
        : request;
  }

  private static Request exchange(URI server, String service, Scopes scopes, String refresh) {
    String form =
        String.join(
            "&",
            pair("grant_type", "refresh_token"),
            pair("client_id", "jbuild"),
            pair("service", service),
            pair("scope", String.join(" ", scopes.toList())),
            pair("refresh_token", refresh));
    return Request.of("POST", server)
        .withBody(
            "application/x-www-form-urlencoded",
            new RequestBody.Bytes(form.getBytes(StandardCharsets.UTF_8)));
  }

  private static Tokens.Token token(Call call, byte[] body) throws IOException {
    JsonNode json = Answers.json(body);
    String value = json.path("token").asText(json.path("access_token").asText(""));
    if (value.isEmpty() || !value.chars().allMatch(sign -> sign > ' ' && sign < 127)) {
      throw new RegistryException.Unsupported(
          call.what() + ": " + call.request() + " sent no token");
    }
    long life =
        Math.clamp(json.path("expires_in").asLong(STANDARD_LIFE_SECONDS), 0, LONGEST_LIFE_SECONDS);
    long kept = Math.max(life - MARGIN_SECONDS, life / 2);
    return new Tokens.Token(value, Instant.now().plusSeconds(kept));
  }

  private static URI withQuery(URI place, String query) {
    if (query.isEmpty()) {
      return place;
    }
    return URI.create(place + (place.getRawQuery() == null ? "?" : "&") + query);
  }

  private static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
