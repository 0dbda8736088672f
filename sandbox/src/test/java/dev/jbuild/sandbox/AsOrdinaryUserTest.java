package dev.jbuild.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.testkit.UnprivilegedUser;
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
        DeviceTest.class,
        LayerContentTest.class,
        UnpackTest.class,
        ResourceLimitsTest.class,
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
    List<String> program = TestProgram.command(tests, directory);
    user.own(directory);
    TestProgram.assertPasses(user.process(program));
  }
}
