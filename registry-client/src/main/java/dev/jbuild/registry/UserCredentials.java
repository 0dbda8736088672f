package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All places where a user's credentials may be; the first that knows the registry counts: {@code
 * DOCKER_AUTH_CONFIG}, {@code REGISTRY_AUTH_FILE}, Docker's configuration, then podman's {@code
 * auth.json}.
 */
public final class UserCredentials implements CredentialSource {
  private final Optional<String> inline;
  private final ImmutableList<CredentialSource> files;

  private UserCredentials(Optional<String> inline, ImmutableList<CredentialSource> files) {
    this.inline = inline;
    this.files = files;
  }

  /**
   * Those of the user with this environment and home directory; reads nothing yet.
   *
   * @param warnings as for {@link DockerConfigCredentials}
   */
  public static UserCredentials of(
      Map<String, String> environment, Path home, Consumer<String> warnings) {
    ImmutableList.Builder<CredentialSource> files = ImmutableList.builder();
    String named = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
    if (!named.isEmpty()) {
      files.add(new DockerConfigCredentials(Path.of(named), warnings));
    }
    files.add(DockerConfigCredentials.of(environment, home, warnings));
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (!runtime.isEmpty()) {
      files.add(new DockerConfigCredentials(Path.of(runtime, "containers/auth.json"), warnings));
    }
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path config = xdg.isEmpty() ? home.resolve(".config") : Path.of(xdg);
    files.add(new DockerConfigCredentials(config.resolve("containers/auth.json"), warnings));
    String inline = environment.getOrDefault("DOCKER_AUTH_CONFIG", "");
    return new UserCredentials(Optional.of(inline).filter(text -> !text.isBlank()), files.build());
  }

  @Override
  public Optional<Credential> find(String registry) throws IOException {
    return find(registry, "");
  }

  @Override
  public Optional<Credential> find(String registry, String repository) throws IOException {
    if (inline.isPresent()) {
      Optional<Credential> found =
          AuthEntries.parse(inline.get(), "DOCKER_AUTH_CONFIG").find(registry, repository);
      if (found.isPresent()) {
        return found;
      }
    }
    for (CredentialSource file : files) {
      Optional<Credential> found = file.find(registry, repository);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
