package dev.jbuild.builder.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no good in a CDI file is refused, with its place. */
class SpecFileTest {
  private static final String GOOD =
      """
      cdiVersion: 1.1.0
      kind: toys.example/gpu
      devices:
      - name: "0"
        containerEdits:
          env: [A=1]
          hooks: [{hookName: createRuntime, path: /bin/true}]
          mounts: [{hostPath: /etc/hostname, containerPath: /toy, options: [ro]}]
          deviceNodes: [{path: /dev/null, fileMode: 0666, permissions: rw}]
      """;

  @TempDir Path directory;

  private SpecFile read(String name, String text) throws IOException, SpecException {
    return SpecFile.read(Files.writeString(directory.resolve(name), text));
  }

  @Test
  void goodOneIsRead() throws Exception {
    SpecFile file = read("good.yaml", GOOD);
    assertThat(file.devices()).singleElement().extracting(SpecFile.Device::name).isEqualTo("0");
    assertThat(file.devices().getFirst().edits().nodes().getFirst().mode()).contains(0666);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.1.0 | 7.0.0 | :1:13: the version \"7.0.0\" is not known: 0.3.0,",
        "cdiVersion: 1.1.0 | x-version: 1.1.0 | unknown field \"x-version\"",
        "env: | environ: | :6:14: unknown field \"environ\"",
        "deviceNodes | devicenodes | unknown field \"devicenodes\"; did you mean deviceNodes?",
        "toys.example/gpu | toys.example | :2:7: \"toys.example\" is not vendor/class",
        "name: \"0\" | name: 0 | :4:9: \"name\" must be a text, in quotes",
        "name: \"0\" | name: \"-x\" | \"-x\" can't be the name of a device",
        "name: \"0\" | annotations: {} | the field \"name\" is missing",
        "A=1 | A | \"A\" in \"env\" is not NAME=VALUE",
        "createRuntime | poststop | hooks of the kind \"poststop\" are not supported",
        "createRuntime | createContainers | did you mean createContainer?",
        "path: /bin/true | path: true | \"path\" must be a text",
        "path: /bin/true | path: bin | \"path\" must be an absolute path, not \"bin\"",
        "/bin/true | /bin/true, timeout: 0 | \"timeout\" must be more than 0 seconds",
        "[ro] | [shared] | the mount option \"shared\" is not supported",
        "[ro] | [ro], type: tmpfs | a mount of type \"tmpfs\" is not supported: only bind",
        "permissions: rw | permissions: r | \"permissions\" without r or w can't be kept",
        "fileMode: 0666 | fileMode: -1 | \"fileMode\" must be a number, not negative",
        "fileMode: 0666 | type: d | \"d\" is no type of a device",
        "env: [A=1] | netDevices: [] | \"netDevices\" is not supported for RUN",
        "env: [A=1] | env: {A: 1} | \"env\" must be a list",
        "env: [A=1] | env: [A=1 | not valid YAML",
        "env: [A=1] | env: *none | not valid YAML",
        "env: [A=1] | '<<: {}' | unknown field \"<<\"",
        "env: [A=1] | 'env: [], env: []' | not valid YAML"
      })
  void badOneIsRefused(String good, String bad, String problem) {
    assertThat(GOOD).contains(good);
    assertThatThrownBy(() -> read("bad.yaml", GOOD.replace(good, bad)))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(directory.resolve("bad.yaml") + ":")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\": \"a/b\", \"kind\": \"a/c\"} | :1:23: not valid JSON: Duplicate field 'kind'",
        "[] | :1:1: expected an object",
        "{} {} | :1:4: there is more after the end",
        "{\"cdiVersion\": null} | \"cdiVersion\" must be a text, in quotes",
        "{\"cdiVersion\": \"1.0.0\", \"kind\": \"a/b\"} | there are no devices in the file"
      })
  void badJsonIsRefused(String text, String problem) {
    assertThatThrownBy(() -> read("bad.json", text))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aliasesCanNotMakeAFileExplode() {
    String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
    assertThatThrownBy(() -> read("bomb.yaml", bomb))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("not valid YAML");
  }

  /** Whatever is in a file, it is read or refused. */
  @Test
  void randomChangesAreReadOrRefused() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 500; round++) {
      byte[] changed = good.clone();
      for (int change = 0; change < 3; change++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Path file = directory.resolve(round % 2 == 0 ? "random.yaml" : "random.json");
      Files.write(file, changed);
      try {
        assertThat(SpecFile.read(file)).as("seed " + seed).isNotNull();
      } catch (SpecException e) {
        assertThat(e).as("seed " + seed).hasMessageContaining(file.toString());
      }
    }
  }
}
