package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigFileTest {
  private static final Credential.UserPassword ADA = new Credential.UserPassword("ada", "en:gine");

  @TempDir private Path directory;
  private Path file;
  private DockerConfigFile config;

  @BeforeEach
  void setUp() {
    file = directory.resolve("new/config.json");
    config = new DockerConfigFile(file);
  }

  private CredentialSource credentials() {
    return new DockerConfigCredentials(file, _ -> {});
  }

  @Test
  void keepsAndForgetsAPassword() throws IOException {
    assertThat(config.store("ghcr.io", ADA)).isEqualTo(file.toString());
    config.store("docker.io", ADA);
    assertThat(credentials().find("ghcr.io")).contains(ADA);
    assertThat(credentials().find("docker.io")).contains(ADA);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(config.remove("ghcr.io")).isTrue();
    assertThat(config.remove("ghcr.io")).isFalse();
    assertThat(credentials().find("ghcr.io")).isEmpty();
    assertThat(credentials().find("docker.io")).contains(ADA);
  }

  @Test
  void keepsWhatItDoesNotKnow() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "{\"psFormat\":\"x\",\"auths\":{\"a.example\":{\"auth\":\"YTpi\",\"x\":1}}}");
    config.store("ghcr.io", ADA);
    config.remove("ghcr.io");
    assertThat(Files.readString(file).replaceAll("\\s", ""))
        .isEqualTo("{\"psFormat\":\"x\",\"auths\":{\"a.example\":{\"auth\":\"YTpi\",\"x\":1}}}");
  }

  @Test
  void writesThroughALink() throws IOException {
    Path real = Files.writeString(directory.resolve("real.json"), "{}");
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, real);
    config.store("ghcr.io", ADA);
    assertThat(file).isSymbolicLink();
    assertThat(Files.readString(real)).contains("ghcr.io");
  }

  @Test
  void refusesAFileThatIsNoConfiguration() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[1]");
    assertThatThrownBy(() -> config.store("ghcr.io", ADA))
        .hasMessageContaining(file + ": not a JSON object");
  }

  @Test
  void helpersKeepPasswords() throws IOException {
    Path seen = directory.resolve("seen");
    Path helper = script("cat > " + seen);
    new CredentialHelper(helper.toString(), Duration.ofSeconds(20)).store("ghcr.io", ADA);
    assertThat(seen)
        .hasContent("{\"ServerURL\":\"ghcr.io\",\"Username\":\"ada\",\"Secret\":\"en:gine\"}");
  }

  @Test
  void saysWhatToDoAboutAHelperThatIsNotThere() {
    assertThatThrownBy(() -> CredentialHelper.named("of-nobody").erase("ghcr.io"))
        .hasMessageContaining("docker-credential-of-nobody, which the Docker config names")
        .hasMessageContaining("credsStore");
  }

  @Test
  void helpersHaveLimitedTime() throws IOException {
    Path helper = script("exec sleep 600");
    assertThatThrownBy(
            () -> new CredentialHelper(helper.toString(), Duration.ofMillis(300)).erase("ghcr.io"))
        .hasMessageContaining("did not end in");
  }

  @Test
  void lookingForCredentialsHasLimitedTime() {
    assertThatThrownBy(() ->
            TimeLimit.within(
                Duration.ofMillis(300),
                () -> {
                  new java.util.concurrent.Semaphore(0).acquireUninterruptibly();
                  return 1;
                }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gave no answer");
  }

  private Path script(String line) throws IOException {
    Path script = Files.writeString(directory.resolve("helper"), "#!/bin/sh\n" + line + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void theEnvironmentComesFirstAndPodmansFileLast() throws IOException {
    String inline = "{\"auths\":{\"a.example\":{\"auth\":\"YWRhOmVuOmdpbmU=\"}}}";
    Path podman = directory.resolve(".config/containers/auth.json");
    Files.createDirectories(podman.getParent());
    Files.writeString(
        podman,
        "{\"auths\":{\"a.example\":{\"auth\":\"YTpi\"},\"b.example/t\":{\"auth\":\"YTpi\"}}}");
    CredentialSource source =
        UserCredentials.of(Map.of("DOCKER_AUTH_CONFIG", inline), directory, _ -> {});
    assertThat(source.find("a.example")).contains(ADA);
    assertThat(source.find("b.example", "t/app")).contains(new Credential.UserPassword("a", "b"));
    assertThat(source.find("b.example", "other/app")).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithTheEnvironmentWithoutShowingIt() {
    CredentialSource source =
        UserCredentials.of(Map.of("DOCKER_AUTH_CONFIG", "s3cret"), directory, _ -> {});
    assertThatThrownBy(() -> source.find("a.example"))
        .hasMessage("DOCKER_AUTH_CONFIG: not valid JSON");
  }
}
