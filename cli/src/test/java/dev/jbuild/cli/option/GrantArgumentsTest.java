package dev.jbuild.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.builder.secret.AgentSource;
import dev.jbuild.builder.secret.Grants;
import dev.jbuild.builder.secret.SecretSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What --secret and --ssh mean. */
class GrantArgumentsTest {
  @TempDir Path directory;

  private static Grants grants(Map<String, String> environment, String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of(words));
    line.add(".");
    Arguments arguments = Arguments.parse(BuildOptions.spec(), line, BuildOptions.refused());
    return GrantArguments.of(arguments, environment);
  }

  @Test
  void secretsComeFromFilesAndVariables() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "x");
    Map<String, String> environment = Map.of("TOKEN", "t", "same", "s");
    Grants grants =
        grants(
            environment,
            "--secret=id=f,src=" + file,
            "--secret",
            "type=file,id=g,source=" + file,
            "--secret=id=e,env=TOKEN",
            "--secret=id=TOKEN,type=env",
            "--secret=id=same");
    assertThat(grants.secrets().keySet()).containsExactly("f", "g", "e", "TOKEN", "same");
    assertThat(grants.secrets().get("g")).isEqualTo(new SecretSource.File(file));
    for (String id : List.of("e", "TOKEN", "same")) {
      assertThat(grants.secrets().get(id)).isInstanceOf(SecretSource.Value.class);
      assertThat(String.valueOf(grants.secrets().get(id))).contains("(secret)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src=x | it has no id",
        "id=x,env=NOPE | NOPE is not set",
        "id=x,src=/no/such | there is no file /no/such",
        "id=x,src=/ | / is a directory",
        "id=x,scr=y | unknown key",
        "id=x,type=fil | unknown type",
        "id | not of the form key=value",
      })
  void wrongSecretsAreRefused(String spec, String message) {
    assertThatThrownBy(() -> grants(Map.of(), "--secret", spec))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void agentsAreSocketsOrKeys() throws Exception {
    Path key = Files.writeString(directory.resolve("key"), "k");
    assertThat(grants(Map.of(), "--ssh", "git=" + key + "," + key).agents().get("git"))
        .isInstanceOf(AgentSource.Keys.class);
    Map<String, String> environment = Map.of("SSH_AUTH_SOCK", key.toString());
    assertThat(grants(environment, "--ssh", "default").agents().get("default"))
        .isEqualTo(new AgentSource.Socket(key));
    assertThatThrownBy(() -> grants(Map.of(), "--ssh", "default"))
        .hasMessageContaining("SSH_AUTH_SOCK is not set");
    assertThatThrownBy(() -> grants(Map.of(), "--ssh", "default=/no/such"))
        .hasMessageContaining("there is no file /no/such");
  }
}
