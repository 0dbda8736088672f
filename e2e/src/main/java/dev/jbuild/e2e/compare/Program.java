package dev.jbuild.e2e.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs other programs and takes their output. */
public final class Program {
  private Program() {}

  /**
   * What the command wrote to its standard output. Throws IOException with its errors when it
   * fails.
   */
  public static String run(String... command) throws IOException, InterruptedException {
    return runIn(Path.of("."), command);
  }

  /** As {@link #run}, in the given directory. */
  public static String runIn(Path directory, String... command)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("program", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectError(errors.toFile())
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            "%s: exit status %d\n%s%s"
                .formatted(List.of(command), status, output, Files.readString(errors)));
      }
      return output;
    } finally {
      Files.delete(errors);
    }
  }
}
