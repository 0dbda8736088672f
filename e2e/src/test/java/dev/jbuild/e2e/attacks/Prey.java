package dev.jbuild.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.Network;
import dev.jbuild.sandbox.ProcessSpec;
import dev.jbuild.sandbox.RunRequest;
import dev.jbuild.sandbox.RunResult;
import dev.jbuild.sandbox.Sandbox;
import dev.jbuild.sandbox.SandboxException;
import dev.jbuild.sandbox.SandboxSettings;
import dev.jbuild.sandbox.Surroundings;
import dev.jbuild.testkit.TemporaryDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A sandbox to be attacked, and files of the host that no attack may touch. */
final class Prey implements AutoCloseable {
  private static final String UNTOUCHED = "untouched\n";

  private final TemporaryDirectory directory;
  private final Sandbox sandbox;
  private final LowerLayer busybox;
  private final AtomicInteger count = new AtomicInteger();

  Prey() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root or a sub-id range");
    assumeTrue(Files.exists(Path.of("/bin/busybox")), "the package busybox-static is missing");
    directory = new TemporaryDirectory(Files.createTempDirectory(Path.of("/tmp"), "attack"));
    sandbox = new Sandbox(SandboxSettings.of(directory.path().resolve("runs")));
    Files.createDirectory(outside());
    Files.writeString(canary(), UNTOUCHED);
    busybox =
        layer(
            new HostileTar()
                .file("bin/busybox", Files.readAllBytes(Path.of("/bin/busybox")), 0755)
                .symlink("bin/sh", "busybox")
                .file("etc/passwd", "root:x:0:0::/:/bin/sh\n"));
  }

  /** A directory of the host that attacks aim at. */
  Path outside() {
    return directory.path().resolve("outside");
  }

  Path canary() {
    return outside().resolve("canary");
  }

  Path newDirectory() throws IOException {
    return Files.createDirectory(directory.path().resolve("new-" + count.incrementAndGet()));
  }

  LowerLayer busybox() {
    return busybox;
  }

  LowerLayer layer(HostileTar tar) throws IOException {
    byte[] bytes = tar.bytes();
    Digest digest = Digest.of(bytes);
    Path blob = directory.path().resolve(digest.hex() + ".tar");
    Files.write(blob, bytes);
    LowerLayer.Places places =
        LowerLayer.Places.in(directory.path().resolve("unpacked"), digest.hex());
    return new LowerLayer(new DiffId(digest), blob, MediaType.OCI_LAYER, places);
  }

  /** Runs a shell script; what it printed, whatever its exit status. */
  String run(String script, Mount... mounts) throws Exception {
    return run(List.of(busybox), shell(script, "/", ""), mounts);
  }

  String run(LowerLayer top, String script, Mount... mounts) throws Exception {
    return run(List.of(busybox, top), shell(script, "/", ""), mounts);
  }

  static ProcessSpec shell(String script, String cwd, String user) {
    return new ProcessSpec(List.of("/bin/sh", "-c", script), Map.of("PATH", "/bin"), cwd, user);
  }

  String run(List<LowerLayer> lowers, ProcessSpec process, Mount... mounts) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Path layer = directory.path().resolve("layer-" + count.incrementAndGet());
    RunRequest request =
        new RunRequest(
            lowers,
            process,
            Surroundings.of(Network.NONE),
            List.of(mounts),
            layer,
            Compression.GZIP,
            Optional.empty());
    RunResult result = sandbox.run(request, printed::write);
    return printed.toString(StandardCharsets.UTF_8) + "exit " + result.exitStatus() + "\n";
  }

  /** Runs a command over a hostile layer: it may be refused, but the host stays as it was. */
  Optional<String> survive(HostileTar tar, String script) throws Exception {
    Optional<String> printed;
    try {
      printed = Optional.of(run(layer(tar), script));
    } catch (SandboxException refused) {
      printed = Optional.empty();
    }
    assertUntouched();
    return printed;
  }

  void assertUntouched() throws IOException {
    assertThat(outside().toFile().list()).containsExactly("canary");
    assertThat(canary()).hasContent(UNTOUCHED.strip());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(canary())))
        .isEqualTo("rw-r--r--");
  }

  @Override
  public void close() throws IOException {
    sandbox.deleteTree(directory.path().resolve("unpacked"));
    sandbox.close();
    directory.close();
  }
}
