package dev.jbuild.builder.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.sandbox.SecretValue;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * Secrets whose names say for which servers they are, as BuildKit names them: with them, git
 * repositories and files of web servers are asked for. Each is read when it is first needed.
 */
public final class HostSecrets {
  private final GrantedSecrets secrets;

  private HostSecrets(GrantedSecrets secrets) {
    this.secrets = secrets;
  }

  /** Those among what a user granted. */
  public static HostSecrets of(Grants grants) {
    return new HostSecrets(new GrantedSecrets(grants.secrets()));
  }

  /** No secrets. */
  public static HostSecrets none() {
    return of(Grants.none());
  }

  /**
   * What the Authorization header for a server of git repositories says: {@code
   * GIT_AUTH_HEADER.HOST} as it stands, {@code GIT_AUTH_TOKEN.HOST} as a password, or either
   * without the host, which is for every server.
   */
  public Optional<String> git(String host) throws IOException {
    for (String suffix : new String[] {"." + host, ""}) {
      Optional<String> header = find("GIT_AUTH_HEADER" + suffix);
      Optional<String> token = find("GIT_AUTH_TOKEN" + suffix);
      if (header.isPresent() || token.isPresent()) {
        return header.or(() -> token.map(HostSecrets::password));
      }
    }
    return Optional.empty();
  }

  /**
   * What the Authorization header for a web server says: {@code HTTP_AUTH_HEADER_HOST} as it
   * stands, or {@code HTTP_AUTH_TOKEN_HOST} as a bearer's token.
   */
  public Optional<String> web(String host) throws IOException {
    Optional<String> header = find("HTTP_AUTH_HEADER_" + host);
    return header.isPresent()
        ? header
        : find("HTTP_AUTH_TOKEN_" + host).map(token -> "Bearer " + token);
  }

  private static String password(String token) {
    byte[] bytes = ("x-access-token:" + token).getBytes(ISO_8859_1);
    return "basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private Optional<String> find(String id) throws IOException {
    Optional<String> text = read(id).map(value -> new String(value.bytes(), ISO_8859_1).strip());
    if (text.isPresent() && text.get().chars().anyMatch(Character::isISOControl)) {
      throw new IOException("secret " + id + " is more than one line: it can't be a header");
    }
    return text;
  }

  private Optional<SecretValue> read(String id) throws IOException {
    try {
      return secrets.find(id);
    } catch (BuildFailedException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
