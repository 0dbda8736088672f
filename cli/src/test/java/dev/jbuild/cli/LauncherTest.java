package dev.jbuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script, installed beside an empty jar, with a JDK that only says how it was called. */
class LauncherTest {
  @TempDir Path directory;
  private Path script;

  @BeforeEach
  void install() throws IOException {
    Path source = Path.of(System.getProperty("jbuild.root", ".."), "jbuild");
    script = Files.createDirectories(directory.resolve("dist/bin")).resolve("jbuild");
    Files.copy(source, script);
    Files.createFile(
        Files.createDirectory(directory.resolve("dist/lib")).resolve("jbuild-cli.jar"));
  }

  @Test
  void handsOverToJava() throws Exception {
    Path java = jdk("25.0.3");
    Process process = run(script, java, "-t", "a b", ".");

    assertThat(output(process))
        .contains("-XX:+UseSerialGC")
        .contains("--enable-native-access=ALL-UNNAMED")
        .contains("-jar " + directory.resolve("dist/lib/jbuild-cli.jar") + " -t|a b|.|")
        .doesNotContain("AOTCache");
    assertThat(process.waitFor()).isEqualTo(7);
  }

  @Test
  void isFoundThroughLinks() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("one"), script);
    Path second = Files.createSymbolicLink(directory.resolve("two"), Path.of("one"));
    assertThat(link).isSymbolicLink();
    assertThat(output(run(second, jdk("26"), "x"))).contains("dist/lib/jbuild-cli.jar x|");
  }

  @Test
  void takesTheAotCacheThatBelongsToTheseJarsAndThisJvm() throws Exception {
    Files.writeString(directory.resolve("dist/lib/id"), "1-2\n");
    Path cache = Files.createFile(directory.resolve("dist/lib/jbuild-1-2-25.0.3+9-Vendor.aot"));

    assertThat(output(run(script, jdk("25.0.3"), "x"))).contains("-XX:AOTCache=" + cache);
  }

  @Test
  void refusesAnOlderJdk() throws Exception {
    Path java = jdk("17.0.1");
    Process process = run(script, java, "x");

    assertThat(output(process))
        .isEqualTo("error: JBUILD_JAVA_HOME=" + java + " is not a JDK 25 or newer\n");
    assertThat(process.waitFor()).isEqualTo(4);
  }

  private Path jdk(String version) throws IOException {
    Path home = directory.resolve("jdk");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(
        home.resolve("release"),
        """
        JAVA_VERSION="%1$s"
        JAVA_RUNTIME_VERSION="%1$s+9"
        IMPLEMENTOR="Vendor X"
        """
            .formatted(version));
    Files.writeString(
        java,
        """
        #!/bin/sh
        while [ "$1" != -jar ]; do printf '%s ' "$1"; shift; done
        printf '%s %s ' "$1" "$2"
        shift 2
        printf '%s|' "$@"
        exit 7
        """);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private static Process run(Path script, Path java, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JBUILD_JAVA_HOME", java.toString());
    builder.environment().remove("JBUILD_JAVA_OPTIONS");
    return builder.start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
