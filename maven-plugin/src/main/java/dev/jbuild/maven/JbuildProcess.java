package dev.jbuild.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** The jbuild command as a process. */
final class JbuildProcess {
  private static final String MAIN_CLASS = "dev.jbuild.cli.Main";

  private final Path java;
  private final String classPath;

  JbuildProcess(Path java, Collection<File> jars) {
    this.java = java;
    this.classPath =
        jars.stream().map(File::getPath).collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Runs jbuild and shows what it says as Maven's own log.
   *
   * @return its exit status
   */
  int run(List<String> arguments, Path directory, Log log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-XX:+UseSerialGC");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", classPath, MAIN_CLASS));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      try (BufferedReader lines = process.inputReader()) {
        lines.lines().forEach(log::info);
      }
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }
}
