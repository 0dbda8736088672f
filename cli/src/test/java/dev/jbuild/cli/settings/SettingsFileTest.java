package dev.jbuild.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.cli.option.UsageException;
import dev.jbuild.registry.RegistryOptions;
import dev.jbuild.registry.RegistrySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  @TempDir Path directory;

  @Test
  void readsWhatBuildkitdTomlHas() throws Exception {
    RegistrySettings settings =
        read(
            """
            [registry."docker.io"]
              mirrors = ["mirror.example:5000", "cache.example/hub"]
            [registry."registry.example:5000"]
              http = true
              insecure = true
              ca = ["ca.pem", "/etc/ca.pem"]
              [[registry."registry.example:5000".keypair]]
                key = "key.pem"
                cert = "/etc/cert.pem"
            """);

    assertThat(settings.of("docker.io"))
        .isEqualTo(
            RegistryOptions.NONE.withMirrors(List.of("mirror.example:5000", "cache.example/hub")));
    assertThat(settings.of("registry.example:5000"))
        .isEqualTo(
            RegistryOptions.NONE
                .withHttp(true)
                .withInsecure(true)
                .withCa(List.of(directory.resolve("ca.pem"), Path.of("/etc/ca.pem")))
                .withKeyPairs(
                    List.of(
                        new RegistryOptions.KeyPair(
                            directory.resolve("key.pem"), Path.of("/etc/cert.pem")))));
    assertThat(settings.of("other.example")).isEqualTo(RegistryOptions.NONE);
  }

  @Test
  void isFoundInTheUsualPlaces() throws Exception {
    assertThat(SettingsFile.read(Map.of("HOME", directory.toString())))
        .isEqualTo(RegistrySettings.defaults());
    write(directory.resolve(".config/jbuild/config.toml"), "[registry.a]\nhttp = true\n");
    assertThat(SettingsFile.read(Map.of("HOME", directory.toString())).registries())
        .containsKey("a");
    write(directory.resolve("xdg/jbuild/config.toml"), "[registry.b]\n");
    Map<String, String> xdg =
        Map.of(
            "HOME", directory.toString(), "XDG_CONFIG_HOME", directory.resolve("xdg").toString());
    assertThat(SettingsFile.read(xdg).registries()).containsOnlyKeys("b");
    assertThatThrownBy(() -> SettingsFile.read(Map.of("JBUILD_CONFIG", "/none.toml")))
        .isInstanceOf(UsageException.class)
        .hasMessage("JBUILD_CONFIG=/none.toml: no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[registri.x] | registri: unknown key; did you mean registry?",
        "[registry.x];mirors = [] | [registry.'x'] mirors: unknown key; did you mean mirrors?",
        "[registry.x];mirrors = 'a' | [registry.'x'] mirrors: expected a list",
        "[registry.x];mirrors = [1] | [registry.'x'] mirrors: expected a list of strings",
        "[registry.x];mirrors = ['https://a'] | write https://a without the scheme",
        "[registry.x];http = 'yes' | [registry.'x'] http: expected true or false",
        "[registry.x];keypair = ['a'] | [registry.'x'] keypair: expected a table",
        "[[registry.x.keypair]];key = 'k' | [registry.'x'.keypair] cert: missing",
        "[[registry.x.keypair]];key = 1 | [registry.'x'.keypair] key: expected a string",
        "[[registry.x.keypair]];kex = 1 | [registry.'x'.keypair] kex: unknown key",
        "registry = 1 | registry: expected tables such as [registry.'docker.io']",
        "registry.x = 1 | registry.'x': expected a table",
        ";[registry | config.toml:2: not valid TOML: "
      })
  void saysWhatIsWrongWhere(String lines, String message) {
    assertThatThrownBy(() -> read(lines.replace(';', '\n')))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("config.toml")
        .hasMessageContaining(message.replace('\'', '"'));
  }

  private RegistrySettings read(String text) throws IOException, UsageException {
    Path file = directory.resolve("config.toml");
    write(file, text);
    return SettingsFile.read(Map.of("JBUILD_CONFIG", file.toString()));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
