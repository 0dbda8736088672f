package dev.jbuild.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jbuild.oci.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Docker's {@code config.json}, to be changed by log-ins: what else is in it stays. Where it names
 * a credential helper for a registry, the helper keeps the password, not the file.
 */
public final class DockerConfigFile {
  private static final String AUTHS = "auths";

  private final Path file;

  public DockerConfigFile(Path file) {
    this.file = file;
  }

  /** The file of the user with this environment and home directory; it may not exist. */
  public static Path path(Map<String, String> environment, Path home) {
    String directory = environment.getOrDefault("DOCKER_CONFIG", "");
    Path chosen = directory.isEmpty() ? home.resolve(".docker") : Path.of(directory);
    return chosen.resolve("config.json");
  }

  /**
   * Keeps a password; gives the place where it is kept, for people to read.
   *
   * @param registry as in a reference
   */
  public String store(String registry, Credential.UserPassword credential) throws IOException {
    ObjectNode root = read();
    Optional<CredentialHelper> helper = helper(root, registry);
    String key = key(registry);
    if (helper.isPresent()) {
      helper.get().store(key, credential);
      object(root, AUTHS).set(key, JsonNodeFactory.instance.objectNode());
    } else {
      String plain = credential.user() + ":" + credential.password();
      String auth = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
      object(root, AUTHS).set(key, JsonNodeFactory.instance.objectNode().put("auth", auth));
    }
    write(root);
    return helper.map(CredentialHelper::program).orElse(file.toString());
  }

  /** Forgets the password of a registry; false where there is none. */
  public boolean remove(String registry) throws IOException {
    ObjectNode root = read();
    Optional<CredentialHelper> helper = helper(root, registry);
    String key = key(registry);
    boolean known = root.path(AUTHS).has(key);
    if (helper.isPresent()) {
      helper.get().erase(key);
    }
    if (known) {
      object(root, AUTHS).remove(key);
      write(root);
    }
    return known || helper.isPresent();
  }

  /** What Docker files a registry under. */
  private static String key(String registry) {
    return registry.equals(ImageReference.DOCKER_HUB) ? "https://index.docker.io/v1/" : registry;
  }

  private static Optional<CredentialHelper> helper(JsonNode root, String registry) {
    String own = root.path("credHelpers").path(key(registry)).asText("");
    String name = own.isEmpty() ? root.path("credsStore").asText("") : own;
    return name.isEmpty() ? Optional.empty() : Optional.of(CredentialHelper.named(name));
  }

  private ObjectNode read() throws IOException {
    if (!Files.exists(file)) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode root = Json.read(file);
    if (root instanceof ObjectNode object) {
      return object;
    }
    if (root.isMissingNode()) {
      return JsonNodeFactory.instance.objectNode(); // an empty file
    }
    throw new RegistryException.Misconfigured(
        file + ": not a JSON object: mend it, or move the file away and log in again");
  }

  private static ObjectNode object(ObjectNode root, String name) {
    return root.get(name) instanceof ObjectNode known ? known : root.putObject(name);
  }

  /** Replaces the file, or what it links to, with one that only its owner may read. */
  private void write(ObjectNode root) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path directory = Files.createDirectories(target.resolveSibling(""));
    Path next = Files.createTempFile(directory, "config", ".json");
    try {
      Files.writeString(next, root.toPrettyString() + "\n");
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
