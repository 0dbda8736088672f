package dev.jbuild.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Splitter;
import com.sun.net.httpserver.HttpExchange;
import dev.jbuild.testkit.PrivateAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token server as docker-registry knows them (distribution's token and OAuth2 specs): grants
 * everything that is asked for.
 */
final class TestTokenServer implements AutoCloseable {
  static final String SERVICE = "jbuild test";

  private static final JsonMapper JSON = new JsonMapper();
  private final ScriptedServer server = ScriptedServer.start();
  private final PrivateAuthority.Identity identity;
  private final List<String> bodies = new ArrayList<>();
  private volatile String required = "";

  TestTokenServer(PrivateAuthority.Identity identity) throws IOException {
    this.identity = identity;
    server.on("GET /token", this::get).on("POST /token", this::post);
  }

  /** From now on only this Authorization header is given tokens. */
  void require(String authorization) {
    required = authorization;
  }

  String realm() {
    return server.url() + "/token";
  }

  /** Who asked for tokens so far, and for which scopes. */
  List<ScriptedServer.Asked> asked() {
    return server.asked();
  }

  /** The forms that were posted. */
  List<String> forms() {
    return List.copyOf(bodies);
  }

  private void get(HttpExchange exchange) throws IOException {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (!required.isEmpty() && !required.equals(given)) {
      ScriptedServer.send(exchange, 401, new byte[0]);
      return;
    }
    answer(exchange, Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
  }

  private void post(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    bodies.add(form);
    answer(exchange, java.net.URLDecoder.decode(form, StandardCharsets.UTF_8).replace(' ', '&'));
  }

  private void answer(HttpExchange exchange, String query) throws IOException {
    List<Map<String, Object>> access = new ArrayList<>();
    for (String pair : Splitter.on('&').split(query.replace("scope=", ""))) {
      if (pair.startsWith("repository:")) {
        List<String> parts = Splitter.on(':').splitToList(pair);
        List<String> actions = Splitter.on(',').splitToList(parts.getLast());
        access.add(Map.of("type", "repository", "name", parts.get(1), "actions", actions));
      }
    }
    ScriptedServer.send(
        exchange, 200, JSON.writeValueAsBytes(Map.of("token", token(access), "expires_in", 300)));
  }

  private String token(List<Map<String, Object>> access) throws IOException {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> header =
        Map.of("typ", "JWT", "alg", "ES256", "x5c", List.of(pem(identity.certificate())));
    Map<String, Object> claims =
        Map.of(
            "iss",
            SERVICE,
            "sub",
            "ada",
            "aud",
            SERVICE,
            "iat",
            now,
            "nbf",
            now - 60,
            "exp",
            now + 300,
            "jti",
            Long.toString(System.nanoTime()),
            "access",
            access);
    String text =
        base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
    return text + "." + base64(sign(text));
  }

  private byte[] sign(String text) throws IOException {
    try {
      byte[] encoded = Base64.getDecoder().decode(pem(identity.key()));
      PrivateKey key =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String pem(Path file) throws IOException {
    return Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.close();
  }
}
