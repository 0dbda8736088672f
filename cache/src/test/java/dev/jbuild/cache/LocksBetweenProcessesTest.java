package dev.jbuild.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.blob.LockFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocksBetweenProcessesTest {
  @TempDir Path directory;

  /** Holds a lock until its standard input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (LockFile.Held _ = LockFile.at(Path.of(arguments[0])).exclusive(arguments[1])) {
        System.out.println("held");
        System.in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private Process holder(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Holder.class.getName(),
                    file.toString(),
                    "key"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    assertThat(output.readLine()).isEqualTo("held");
    return process;
  }

  @Test
  void aLockIsHeldAgainstOthersAndFreeWhenItsProcessDies() throws Exception {
    LockFile locks = LockFile.at(directory.resolve("locks"));
    Process process = holder(directory.resolve("locks"));
    assertThat(locks.tryExclusive("key")).isEmpty();
    locks.exclusive("other key").close();
    process.destroyForcibly().waitFor();
    locks.exclusive("key").close();
  }

  @Test
  void whoWaitsGetsItNext() throws Exception {
    LockFile locks = LockFile.at(directory.resolve("locks"));
    Process process = holder(directory.resolve("locks"));
    process.getOutputStream().close();
    locks.exclusive("key").close();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void whoWaitsIsTold() throws Exception {
    LockFile locks = LockFile.at(directory.resolve("locks"));
    Process process = holder(directory.resolve("locks"));
    List<Boolean> told = new ArrayList<>();
    LockFile.Waiting letGo =
        isOurs -> {
          told.add(isOurs);
          process.destroyForcibly();
        };
    locks.exclusive("key", letGo).close();
    assertThat(told).containsExactly(false);
  }

  @Test
  void readersShareAndWritersDoNot() throws IOException {
    LockFile locks = LockFile.at(directory.resolve("locks"));
    LockFile.Held one = locks.shared("key");
    LockFile.Held two = locks.shared("key");
    assertThat(locks.tryExclusive("key")).isEmpty();
    one.close();
    assertThat(locks.tryExclusive("key")).isEmpty();
    two.close();
    LockFile.Held writer = locks.tryExclusive("key").orElseThrow();
    assertThat(locks.tryExclusive("key")).isEmpty();
    writer.close();
  }
}
