package dev.jbuild.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link StateWriter} in a JVM of its own. */
final class StateProcess {
  private StateProcess() {}

  static List<String> command(Path directory, long seed, int rounds) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        StateWriter.class.getName(),
        directory.toString(),
        Long.toString(seed),
        Integer.toString(rounds));
  }

  /** Its standard output is to be read; errors appear with those of the tests. */
  static Process start(Path directory, long seed, int rounds) throws IOException {
    return new ProcessBuilder(new ArrayList<>(command(directory, seed, rounds)))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
