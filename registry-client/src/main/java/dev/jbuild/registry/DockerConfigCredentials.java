package dev.jbuild.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.registry.credentials.DockerConfigCredentialRetriever;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Credentials as {@code docker login} keeps them: {@code $DOCKER_CONFIG/config.json}, else {@code
 * ~/.docker/config.json}. Where it names helpers ({@code credHelpers}, {@code credsStore}), Jib
 * core runs them.
 */
public final class DockerConfigCredentials implements CredentialSource {
  private static final String NOTHING_STORED = "has nothing for server URL";

  private static final Duration HELPER_LIMIT = Duration.ofSeconds(60);
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
    return new DockerConfigCredentials(DockerConfigFile.path(environment, home), warnings);
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
    JsonNode root = Json.read(file);
    AuthEntries entries = new AuthEntries(root.path("auths"), file.toString());
    boolean hasHelpers =
        !root.path("credsStore").asText("").isEmpty() || !root.path("credHelpers").isEmpty();
    return hasHelpers
        ? withHelpers(entries, registry, repository)
        : entries.find(registry, repository);
  }

  private Optional<Credential> withHelpers(AuthEntries entries, String registry, String repository)
      throws IOException {
    for (String key : AuthEntries.keys(registry, repository)) {
      Optional<Credential> token = entries.token(key);
      if (token.isPresent()) {
        return token;
      }
      if (entries.auths().has(key)) {
        return throughJib(key);
      }
    }
    return throughJib(registry);
  }

  private Optional<Credential> throughJib(String key) throws IOException {
    try {
      return TimeLimit.within(
          HELPER_LIMIT,
          () ->
              DockerConfigCredentialRetriever.create(key, file)
                  .retrieve(this::warn)
                  .map(DockerConfigCredentials::credential));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw AuthEntries.badAuth(file.toString(), key, e);
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
