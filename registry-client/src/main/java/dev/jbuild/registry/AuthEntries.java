package dev.jbuild.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code auths} of a Docker configuration: by registry, or by a part of one ({@code
 * ghcr.io/team}, as podman writes them); the longest key counts.
 *
 * @param place where they stand, for messages
 */
record AuthEntries(JsonNode auths, String place) implements CredentialSource {

  /** Reads a configuration that names no helpers, such as {@code DOCKER_AUTH_CONFIG}. */
  static AuthEntries parse(String json, String place) throws IOException {
    try {
      JsonNode root = Json.parse(json.getBytes(StandardCharsets.UTF_8));
      return new AuthEntries(root.path("auths"), place);
    } catch (JsonProcessingException e) {
      throw new RegistryException.Misconfigured(place + ": not valid JSON", e);
    }
  }

  @Override
  public Optional<Credential> find(String registry) throws IOException {
    return find(registry, "");
  }

  @Override
  public Optional<Credential> find(String registry, String repository) throws IOException {
    for (String key : keys(registry, repository)) {
      Optional<Credential> found = token(key).or(() -> plain(key));
      if (found.isPresent()) {
        return found;
      }
      if (!auths.path(key).path("auth").asText("").isEmpty()) {
        throw badAuth(place, key, null);
      }
    }
    return Optional.empty();
  }

  static RegistryException badAuth(String place, String key, @Nullable Throwable cause) {
    String fact =
        place + ": `auth` of " + key + " is not the base64 of user:password: log in again";
    return cause == null
        ? new RegistryException.Misconfigured(fact)
        : new RegistryException.Misconfigured(fact, cause);
  }

  /** {@code reg/a/b}, {@code reg/a}, {@code reg}, and the forms that old Dockers wrote. */
  static ImmutableList<String> keys(String registry, String repository) {
    ImmutableList.Builder<String> keys = ImmutableList.builder();
    for (String path = repository; !path.isEmpty(); path = parent(path)) {
      keys.add(registry + "/" + path);
    }
    String host = registry.equals(ImageReference.DOCKER_HUB) ? "index.docker.io" : registry;
    String url = "https://" + host;
    return keys.add(registry, host, url, url + "/v1/", url + "/v2/").build();
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }

  /** An {@code identitytoken} or {@code registrytoken}. */
  Optional<Credential> token(String key) {
    String registry = auths.path(key).path("registrytoken").asText("");
    if (!registry.isEmpty()) {
      return Optional.of(new Credential.RegistryToken(registry));
    }
    String identity = auths.path(key).path("identitytoken").asText("");
    return identity.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credential.IdentityToken(identity));
  }

  private Optional<Credential> plain(String key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(auths.path(key).path("auth").asText(""));
      String text = new String(bytes, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 1
          ? Optional.empty()
          : Optional.of(
              new Credential.UserPassword(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // the caller says so
    }
  }
}
