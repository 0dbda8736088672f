package dev.jbuild.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.registry.credentials.DockerConfigCredentialRetriever;
import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Credentials as {@code docker login} keeps them: {@code $DOCKER_CONFIG/config.json}, else {@code
 * ~/.docker/config.json}. Jib core reads {@code auth}, {@code credHelpers} and {@code credsStore}
 * and runs the helpers; tokens, and keys for a part of a registry ({@code ghcr.io/team}, as podman
 * writes them; the longest counts), are read here.
 */
public final class DockerConfigCredentials implements CredentialSource {
  private static final String NOTHING_STORED = "has nothing for server URL";

  private static final String CAUSE = "  Caused by:";

  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Path file;
  private final Consumer<String> warnings;

  /**
   * @param file need not exist
   * @param warnings is told, once for each message, when a credential helper fails; the registry is
   *     then asked without credentials
   */
  public DockerConfigCredentials(Path file, Consumer<String> warnings) {
    this.file = file;
    this.warnings = warnings;
  }

  /** The configuration of the user with this environment and home directory. */
  public static DockerConfigCredentials of(
      Map<String, String> environment, Path home, Consumer<String> warnings) {
    String directory = environment.getOrDefault("DOCKER_CONFIG", "");
    Path chosen = directory.isEmpty() ? home.resolve(".docker") : Path.of(directory);
    return new DockerConfigCredentials(chosen.resolve("config.json"), warnings);
  }

  @Override
  public Optional<Credential> find(String registry) throws IOException {
    return find(registry, "");
  }

  @Override
  public Optional<Credential> find(String registry, String repository) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode auths = read().path("auths");
    for (String key : keys(registry, repository)) {
      Optional<Credential> token = token(auths.path(key));
      if (token.isPresent()) {
        return token;
      }
      if (auths.has(key)) {
        return throughJib(key);
      }
    }
    return throughJib(registry);
  }

  private JsonNode read() throws IOException {
    try {
      return Json.parse(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** {@code reg/a/b}, {@code reg/a}, {@code reg}, and the forms that old Dockers wrote. */
  private static ImmutableList<String> keys(String registry, String repository) {
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

  private static Optional<Credential> token(JsonNode auth) {
    String identity = auth.path("identitytoken").asText("");
    String registry = auth.path("registrytoken").asText("");
    if (!registry.isEmpty()) {
      return Optional.of(new Credential.RegistryToken(registry));
    }
    return identity.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credential.IdentityToken(identity));
  }

  private Optional<Credential> throughJib(String key) throws IOException {
    try {
      return DockerConfigCredentialRetriever.create(key, file)
          .retrieve(this::warn)
          .map(DockerConfigCredentials::credential);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(file + ": `auth` of " + key + " is not the base64 of user:password", e);
    }
  }

  private static Credential credential(com.google.cloud.tools.jib.api.Credential found) {
    return found.isOAuth2RefreshToken()
        ? new Credential.IdentityToken(found.getPassword())
        : new Credential.UserPassword(found.getUsername(), found.getPassword());
  }

  private void warn(LogEvent event) {
    String message = event.getMessage();
    boolean matters =
        event.getLevel() == LogEvent.Level.WARN
            && !message.contains(NOTHING_STORED)
            && !message.startsWith(CAUSE);
    if (matters && told.add(message)) {
      warnings.accept(message);
    }
  }
}
