package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;

/**
 * How the worker's JVM is started.
 *
 * @param java the launcher, {@code .../bin/java}
 * @param arguments where its classes are, further options, and its main class
 */
public record WorkerJvm(Path java, List<String> arguments) {
  private static final String MODULE = "dev.jbuild.sandbox";
  private static final String MAIN = MODULE + ".worker.Main";

  /** Names the worker's AOT cache, which must have been made of these classes. */
  private static final String CACHE = "jbuild.worker.cache";

  public WorkerJvm {
    arguments = ImmutableList.copyOf(arguments);
  }

  /** The JVM of this process with the same classes, be they in modules, a path or the runtime. */
  public static WorkerJvm current() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (!WorkerJvm.class.getModule().isNamed()) {
      WorkerJvm jvm = ofClassPath(java, System.getProperty("java.class.path"));
      String cache = System.getProperty(CACHE, "");
      return cache.isEmpty() ? jvm : jvm.withOptions(List.of("-XX:AOTCache=" + cache));
    }
    ImmutableList.Builder<String> arguments = ImmutableList.builder();
    String modules = System.getProperty("jdk.module.path", "");
    if (!modules.isEmpty()) {
      arguments.add("--module-path", modules);
    }
    arguments.add("--enable-native-access=" + MODULE, "--module", MODULE + "/" + MAIN);
    return new WorkerJvm(java, arguments.build());
  }

  /** The same with more options for the JVM. */
  WorkerJvm withOptions(List<String> options) {
    ImmutableList.Builder<String> all = ImmutableList.builder();
    return new WorkerJvm(java, all.addAll(options).addAll(arguments).build());
  }

  /** A JVM with the classes of this path. */
  public static WorkerJvm ofClassPath(Path java, String classPath) {
    return new WorkerJvm(
        java, List.of("--enable-native-access=ALL-UNNAMED", "--class-path", classPath, MAIN));
  }
}
