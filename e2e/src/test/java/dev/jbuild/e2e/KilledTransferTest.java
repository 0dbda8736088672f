package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.registry.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Killed in the middle of a transfer, jbuild goes on where it was; the registry counts the bytes.
 * {@code -Djbuild.transfer.megabytes=1024} makes the blob as large as one wants.
 */
class KilledTransferTest {
  private static final long MEGABYTE = 1 << 20;
  private static final long BLOB = Integer.getInteger("jbuild.transfer.megabytes", 96) * MEGABYTE;

  /** What may be sent twice: two chunks of an upload, for there are two kills. */
  private static final long MOST_TWICE = 64 * MEGABYTE;

  private Jbuild jbuild;
  private TestRegistry registry;
  private String name;

  @BeforeEach
  void start() throws Exception {
    jbuild = Jbuild.asMe();
    registry = TestRegistry.start();
    name = registry.reference("team/big:1").toString();
    Context context = Context.in(jbuild, "context").dockerfile("FROM scratch", "COPY big /");
    noise(context.directory().resolve("big"));
    jbuild.run("-t", name, context.path()).expect(0);
  }

  private static void noise(Path file) throws IOException {
    Random random = new Random(1);
    byte[] piece = new byte[(int) MEGABYTE];
    try (var out = Files.newOutputStream(file)) {
      for (long written = 0; written < BLOB; written += MEGABYTE) {
        random.nextBytes(piece);
        out.write(piece);
      }
    }
  }

  @AfterEach
  void stop() throws IOException {
    registry.close();
    jbuild.close();
  }

  @Test
  void pushAndPullGoOn() throws Exception {
    killAt(BLOB / 3, registry.traffic()::received, "push", name);
    killAt(BLOB * 2 / 3, registry.traffic()::received, "push", name);
    String pushed = jbuild.run("push", name).expect(0).out();
    assertThat(registry.traffic().received()).isBetween(BLOB, BLOB + MOST_TWICE);

    try (Jbuild other = Jbuild.asMe()) {
      Jbuild first = jbuild;
      jbuild = other;
      killAt(BLOB / 3, registry.traffic()::sent, "pull", name);
      killAt(BLOB * 2 / 3, registry.traffic()::sent, "pull", name);
      assertThat(other.run("pull", name).expect(0).out()).isEqualTo(pushed);
      assertThat(registry.traffic().sent()).isBetween(BLOB, BLOB + MOST_TWICE);
      jbuild = first;
    }
  }

  @Test
  void copyIntoALayoutGoesOn() throws Exception {
    jbuild.run("push", name).expect(0);
    Path layout = jbuild.work().resolve("layout");
    String[] copy = {"copy", "docker://" + name, "oci:" + layout + ":1"};
    killAt(BLOB / 3, registry.traffic()::sent, copy);
    killAt(BLOB * 2 / 3, registry.traffic()::sent, copy);
    assertThat(layout.resolve("index.json")).doesNotExist();
    jbuild.run(copy).expect(0);
    assertThat(registry.traffic().sent()).isBetween(BLOB, BLOB + MOST_TWICE);
    assertThat(layout.resolve(".downloads")).doesNotExist();
    jbuild.run("copy", "oci:" + layout + ":1", "oci:" + layout + "2:1").expect(0); // reads it all
  }

  /** Starts a command and kills it when this much has been moved. */
  private void killAt(long bytes, LongSupplier moved, String... arguments) throws Exception {
    Process process =
        jbuild
            .process(arguments)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (moved.getAsLong() < bytes && process.isAlive()) {
      Thread.sleep(1);
    }
    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly().waitFor();
  }
}
