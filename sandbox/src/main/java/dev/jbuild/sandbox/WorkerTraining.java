package dev.jbuild.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Lets a worker do what workers do most, so that the JVM can write down which classes and methods
 * that takes: an AOT cache, with which workers start in a third of the time.
 */
public final class WorkerTraining {
  private static final int RUNS = 3;

  private WorkerTraining() {}

  /**
   * Trains. Exits with another status than 0 where workers can't run here.
   *
   * @param arguments an empty directory to work in, which the caller removes, and the cache's file
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]);
    Path recorded = directory.resolve("recorded");
    Optional<TinyLayer> layer = TinyLayer.write(directory);
    if (layer.isEmpty()) {
      throw new IOException("no program to train with on this processor");
    }
    run(layer.get(), "-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded);
    create(recorded, Path.of(arguments[1]));
    run(layer.get(), "-XX:AOTMode=on", "-XX:AOTCache=" + arguments[1]);
  }

  private static void run(TinyLayer layer, String... options)
      throws IOException, InterruptedException {
    WorkerJvm jvm = WorkerJvm.current().withOptions(List.of(options));
    Path temporary = layer.directory().resolve("runs");
    try (Sandbox sandbox = new Sandbox(SandboxSettings.of(temporary).withJvm(jvm))) {
      for (int run = 0; run < RUNS; run++) {
        RunResult result = sandbox.run(layer.run(Network.DEFAULT), RunOutput.NOWHERE);
        if (result.exitStatus() != 0) {
          throw new IOException("the command exited with " + result.exitStatus());
        }
      }
      sandbox.deleteTree(layer.lower().places().unpacked());
    }
  }

  private static void create(Path recorded, Path cache) throws IOException, InterruptedException {
    List<String> options =
        List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded, "-XX:AOTCache=" + cache);
    List<String> command = WorkerCommand.java(WorkerJvm.current().withOptions(options));
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0 || !Files.exists(cache)) {
      throw new IOException("the JVM made no cache: it exited with " + status);
    }
  }
}
