package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;

/**
 * How the worker's JVM is started.
 *
 * @param java the launcher, {@code .../bin/java}
 * @param arguments class path and options; the main class follows them
 */
public record WorkerJvm(Path java, List<String> arguments) {

  public WorkerJvm {
    arguments = ImmutableList.copyOf(arguments);
  }

  /** The JVM and the class path (or module path) of this process. */
  public static WorkerJvm current() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String modules = System.getProperty("jdk.module.path", "");
    String classes = System.getProperty("java.class.path", "");
    ImmutableList.Builder<String> arguments = ImmutableList.builder();
    if (!modules.isEmpty()) {
      arguments.add("--module-path", modules, "--add-modules", "dev.jbuild.sandbox");
    }
    if (!classes.isEmpty()) {
      arguments.add("--class-path", classes);
    }
    return new WorkerJvm(java, arguments.build());
  }
}
