package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.testkit.ReadableClassPath;
import dev.jbuild.testkit.UnprivilegedUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the other tests once more, as a user without privileges. */
class AsOrdinaryUserTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        RootKindTest.class,
        OneIdTest.class,
        RunTest.class,
        SurroundingsTest.class,
        MountTest.class,
        LayerContentTest.class,
        UnpackTest.class,
        LifeTest.class
      })
  void passesToo(Class<?> tests) throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "the tests run as an ordinary user already");
    UnprivilegedUser user = UnprivilegedUser.get();
    Path directory = Files.createTempDirectory(user.home(), "sandbox-test");
    try {
      assertPasses(tests, user, directory);
    } finally {
      dev.jbuild.sandbox.linux.TreeDeletion.delete(directory);
    }
  }

  private static void assertPasses(Class<?> tests, UnprivilegedUser user, Path directory)
      throws Exception {
    String classPath = ReadableClassPath.into(directory);
    user.own(directory);
    Process process =
        user.process(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.io.tmpdir=" + directory,
                    "-cp",
                    classPath,
                    TestProgram.class.getName(),
                    tests.getName()))
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
  }
}
