package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.sandbox.linux.TreeDeletion;
import dev.jbuild.sandbox.runtime.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A sandbox with a directory of its own, and the shortest way to run something in it. */
final class SandboxFixture implements AutoCloseable {
  /** Each test starts a worker that does little. */
  private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

  private final Path directory;
  private final TestLayers layers;
  private final SandboxSettings settings;
  private final Sandbox sandbox;
  private final AtomicInteger blobs = new AtomicInteger();

  SandboxFixture(RuntimeChoice runtime) throws IOException {
    this(runtime, settings -> settings);
  }

  SandboxFixture(RuntimeChoice runtime, RootKind kind) throws IOException {
    this(runtime, settings -> settings.withRoot(kind));
  }

  SandboxFixture(RuntimeChoice runtime, UnaryOperator<SandboxSettings> change) throws IOException {
    assumeTrue(
        runtime == RuntimeChoice.AUTO
            || runtime == RuntimeChoice.OCI
            || runtime == RuntimeChoice.BUILTIN
            || Programs.find(runtime.name().toLowerCase(java.util.Locale.ROOT)).isPresent(),
        runtime + " is not installed");
    assumeTrue(
        runtime != RuntimeChoice.CHROOT || WorkerCommand.isRoot(),
        "only root may change its root directory");
    assumeTrue(Files.exists(Path.of("/bin/busybox")), "the package busybox-static is missing");
    directory = Files.createTempDirectory("sandbox");
    layers = new TestLayers(directory);
    SandboxSettings usual = SandboxSettings.of(directory.resolve("tmp")).withRuntime(runtime);
    settings = change.apply(usual.withJvm(usual.jvm().withOptions(QUICK_START)));
    sandbox = new Sandbox(settings);
  }

  Path directory() {
    return directory;
  }

  TestLayers layers() {
    return layers;
  }

  SandboxSettings settings() {
    return settings;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** What runs in a busybox root as root, without network, at {@code /}. */
  RunRequest request(String... args) throws IOException {
    return request(List.of(layers.busybox()), args);
  }

  RunRequest request(List<LowerLayer> lowers, String... args) {
    return new RunRequest(
        lowers,
        new ProcessSpec(List.of(args), Map.of("PATH", "/bin"), "/", ""),
        Surroundings.of(Network.HOST),
        List.of(),
        directory.resolve("layer-" + blobs.incrementAndGet()),
        Compression.GZIP,
        Optional.of(Metadata.EPOCH));
  }

  static RunRequest as(RunRequest request, ProcessSpec process) {
    return new RunRequest(
        request.lowers(),
        process,
        request.surroundings(),
        request.mounts(),
        request.layerFile(),
        request.compression(),
        request.timestamp());
  }

  static RunRequest in(RunRequest request, Surroundings surroundings) {
    return new RunRequest(
        request.lowers(),
        request.process(),
        surroundings,
        request.mounts(),
        request.layerFile(),
        request.compression(),
        request.timestamp());
  }

  static RunRequest withMounts(RunRequest request, List<Mount> mounts) {
    return new RunRequest(
        request.lowers(),
        request.process(),
        request.surroundings(),
        mounts,
        request.layerFile(),
        request.compression(),
        request.timestamp());
  }

  /** Runs something that must succeed, and gives what it printed. */
  String stdoutOf(RunRequest request) throws Exception {
    CapturedOutput output = new CapturedOutput();
    RunResult result = sandbox.run(request, output);
    assertThat(result.exitStatus()).as(output.text()).isZero();
    return output.text();
  }

  /** Runs a shell command that must succeed, and gives its layer. */
  WrittenLayer layerOf(RunRequest request) throws Exception {
    CapturedOutput output = new CapturedOutput();
    RunResult result = sandbox.run(request, output);
    assertThat(result.exitStatus()).as(output.text()).isZero();
    return result.layer().orElseThrow();
  }

  @Override
  public void close() throws IOException {
    sandbox.deleteTree(directory.resolve("unpacked"));
    sandbox.close();
    TreeDeletion.delete(directory);
  }
}
