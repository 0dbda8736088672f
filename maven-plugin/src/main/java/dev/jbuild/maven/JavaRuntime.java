package dev.jbuild.maven;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Finds a Java 25 for the runtime: Maven itself may run on an older one. */
final class JavaRuntime {
  static final int NEEDED = 25;
  private static final List<String> PARENTS =
      List.of("/usr/lib/jvm", "/opt", "/Library/Java/JavaVirtualMachines");

  private JavaRuntime() {}

  /**
   * The {@code java} program to start.
   *
   * @param configured home that the project configures, if any: then no other is looked at
   * @param environment as of the process; JBUILD_JAVA_HOME and JAVA_HOME count
   * @throws IOException when there is none; says where was looked and what to do
   */
  static Path find(@Nullable File configured, Map<String, String> environment) throws IOException {
    for (Path home : candidates(configured, environment)) {
      if (version(home).filter(version -> version >= NEEDED).isPresent()) {
        return home.resolve("bin/java");
      }
    }
    if (configured != null) {
      throw new IOException("<javaHome> " + configured + " is not a JDK " + NEEDED);
    }
    throw new IOException(
        "jbuild needs a JDK %d and found none: install one, or set <javaHome>, JBUILD_JAVA_HOME or JAVA_HOME (Maven itself may go on with its own)"
            .formatted(NEEDED));
  }

  private static List<Path> candidates(@Nullable File configured, Map<String, String> environment)
      throws IOException {
    List<Path> homes = new ArrayList<>();
    if (configured != null) {
      homes.add(configured.toPath());
      return homes;
    }
    for (String variable : List.of("JBUILD_JAVA_HOME", "JAVA_HOME")) {
      Optional.ofNullable(environment.get(variable)).map(Path::of).ifPresent(homes::add);
    }
    homes.add(Path.of(System.getProperty("java.home")));
    for (String parent : PARENTS) {
      homes.addAll(children(Path.of(parent)));
    }
    return homes;
  }

  private static List<Path> children(Path parent) throws IOException {
    List<Path> homes = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
        for (Path child : children) {
          homes.add(child);
          homes.add(child.resolve("Contents/Home"));
        }
      }
    }
    homes.sort(null);
    return homes;
  }

  /** The feature version that the JDK's {@code release} file gives; empty where there is none. */
  private static Optional<Integer> version(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    String feature = version.split("\\.", 2)[0];
    return feature.matches("[0-9]{1,4}") ? Optional.of(Integer.valueOf(feature)) : Optional.empty();
  }
}
