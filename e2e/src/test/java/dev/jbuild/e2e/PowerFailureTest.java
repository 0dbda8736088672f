package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The machine stops: what a command said to be there is there, and nothing that is broken is used.
 */
class PowerFailureTest {
  private Jbuild jbuild;
  private Disk disk;
  private Context context;

  @BeforeEach
  void start() throws IOException {
    jbuild = Jbuild.asMe();
    disk = Disk.at(jbuild.state(), jbuild.all().resolve("disk"));
    context = Context.in(jbuild, "context").file("a", "content\n".repeat(200_000));
  }

  @AfterEach
  void stop() throws IOException {
    if (disk != null) {
      disk.close();
    }
    jbuild.close();
  }

  @Test
  void imagesAreOnTheDiskWhenTheBuildIsDone() throws Exception {
    withSteps();
    String digest = build();
    disk.cutPower();
    disk.restorePower();
    assertThat(copyBySkopeo()).isEqualTo(digest);
    assertThat(build()).isEqualTo(digest);
  }

  @Test
  void nothingBrokenIsUsedAfterThePowerFailedAtAnyMoment() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    withSteps();
    build();
    for (int round = 0; round < 4; round++) {
      Files.writeString(context.directory().resolve("a"), round + "\n".repeat(200_000));
      Process process = jbuild.process("-q", "-t", "x", context.path()).inheritIO().start();
      process.waitFor(300 + random.nextInt(2500), TimeUnit.MILLISECONDS);
      disk.cutPower();
      process.waitFor();
      disk.restorePower();
      copyBySkopeo();
    }
    String digest = build();
    try (Jbuild fresh = Jbuild.asMe()) {
      fresh.run("import", Bases.busybox().toString(), "busybox-base").expect(0);
      assertThat(fresh.run("-q", "-t", "x", context.path()).expect(0).out().strip())
          .as("seed " + seed)
          .isEqualTo(digest);
    }
  }

  private void withSteps() throws Exception {
    jbuild.run("import", Bases.busybox().toString(), "busybox-base").expect(0);
    context.dockerfile("FROM busybox-base", "COPY a /a", "RUN wc /a > /count");
  }

  private String build() throws Exception {
    return jbuild.run("-q", "-t", "x", context.path()).expect(0).out().strip();
  }

  /** Copies the image whole, and gives its digest. */
  private String copyBySkopeo() throws IOException {
    String image = "oci:" + jbuild.state().resolve("data/images") + ":x:latest";
    Path copy = Files.createTempDirectory(jbuild.work(), "copy");
    Program.run("skopeo", "--insecure-policy", "copy", image, "dir:" + copy);
    return Program.run("skopeo", "inspect", "--format={{.Digest}}", image).strip();
  }
}
