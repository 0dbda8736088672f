package dev.jbuild.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end: the second opinion of a test. */
public final class Program {
  private static final long LIMIT_SECONDS = 300;

  private Program() {}

  /**
   * Runs the command with no input and gives what it printed, stderr included. Throws IOException
   * with the whole output when it can't be started, fails, or runs for more than five minutes.
   */
  public static String run(String... command) throws IOException {
    return runIn(Path.of("").toAbsolutePath(), command);
  }

  /** As {@link #run}, in a directory. */
  public static String runIn(Path directory, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      int status = await(process, command);
      if (status != 0) {
        throw new IOException(List.of(command) + " exited with " + status + ":\n" + text);
      }
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  private static int await(Process process, String... command) throws IOException {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(List.of(command) + " still ran after " + LIMIT_SECONDS + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + List.of(command), e);
    }
  }
}
