package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigCredentialsTest {
  @TempDir private Path directory;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void findsUserAndPassword() throws IOException {
    assertThat(with("{'auths':{'ghcr.io':{'auth':'" + base64("ada:x:y") + "'}}}").find("ghcr.io"))
        .contains(new Credential.UserPassword("ada", "x:y"));
  }

  @Test
  void findsThoseOfDockerHub() throws IOException {
    String auths = "{'auths':{'https://index.docker.io/v1/':{'auth':'" + base64("ada:x") + "'}}}";
    assertThat(with(auths).find("docker.io")).contains(new Credential.UserPassword("ada", "x"));
  }

  @Test
  void prefersTheLongestPath() throws IOException {
    DockerConfigCredentials credentials =
        with(
            "{'auths':{'ghcr.io':{'auth':'%s'},'ghcr.io/team':{'auth':'%s'}}}"
                .formatted(base64("host:x"), base64("team:x")));
    assertThat(credentials.find("ghcr.io", "team/app"))
        .contains(new Credential.UserPassword("team", "x"));
    assertThat(credentials.find("ghcr.io", "teams/app"))
        .contains(new Credential.UserPassword("host", "x"));
  }

  @Test
  void findsTokens() throws IOException {
    DockerConfigCredentials credentials =
        with(
            "{'auths':{'a.example':{'auth':'%s','identitytoken':'i'},'b.example':{'registrytoken':'r'}}}"
                .formatted(base64("<token>:")));
    assertThat(credentials.find("a.example")).contains(new Credential.IdentityToken("i"));
    assertThat(credentials.find("b.example")).contains(new Credential.RegistryToken("r"));
  }

  @Test
  void findsNothingForOthers() throws IOException {
    DockerConfigCredentials credentials =
        with("{'auths':{'ghcr.io':{'auth':'" + base64("ada:x") + "'}}}");
    assertThat(credentials.find("ghcr.io.example")).isEmpty();
    assertThat(credentials.find("cr.io")).isEmpty();
    assertThat(
            new DockerConfigCredentials(directory.resolve("none"), warnings::add).find("ghcr.io"))
        .isEmpty();
  }

  @Test
  void warnsOfAMissingHelper() throws IOException {
    assertThat(with("{'credsStore':'jbuild-no-such-helper'}").find("ghcr.io")).isEmpty();
    assertThat(warnings).singleElement().asString().contains("docker-credential-jbuild-no-such");
  }

  @Test
  void namesTheBrokenFile() throws IOException {
    assertThatThrownBy(() -> with("{'auths': s3cret").find("ghcr.io"))
        .isInstanceOf(RegistryException.Misconfigured.class)
        .hasMessageContaining("config.json:1:")
        .hasMessageContaining("not valid JSON: mend it, or move the file away and log in again")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> with("{'auths':{'ghcr.io':{'auth':'?'}}}").find("ghcr.io"))
        .hasMessageContaining("`auth` of ghcr.io is not the base64");
  }

  @Test
  void looksInTheHomeDirectory() throws IOException {
    Path config = Files.createDirectory(directory.resolve(".docker")).resolve("config.json");
    Files.writeString(config, "{\"auths\":{\"a.example\":{\"registrytoken\":\"r\"}}}");
    Optional<Credential> found =
        DockerConfigCredentials.of(Map.of(), directory, warnings::add).find("a.example");
    assertThat(found).contains(new Credential.RegistryToken("r"));
  }

  private DockerConfigCredentials with(String json) throws IOException {
    Path file = directory.resolve("config.json");
    Files.writeString(file, json.replace('\'', '"'));
    return new DockerConfigCredentials(file, warnings::add);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
