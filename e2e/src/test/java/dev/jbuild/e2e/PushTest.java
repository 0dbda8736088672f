package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.registry.TestRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When and how often blobs go to a registry. */
class PushTest {
  private Jbuild jbuild;
  private TestRegistry registry;

  @BeforeEach
  void start() throws IOException {
    jbuild = Jbuild.asMe();
    registry = TestRegistry.start();
  }

  @AfterEach
  void stop() throws IOException {
    registry.close();
    jbuild.close();
  }

  @Test
  void layersGoWhileLaterStepsRun() throws Exception {
    jbuild.run("import", Bases.busybox().toString(), "busybox-base").expect(0);
    Context context =
        Context.in(jbuild, "context")
            .file("a", noise())
            .dockerfile("FROM busybox-base", "COPY a /a", "RUN sleep 5");
    Process build =
        jbuild
            .process("-t", registry.reference("team/app:1").toString(), "--push", context.path())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (registry.traffic().requests("PUT /v2/team/app/blobs").isEmpty() && build.isAlive()) {
      Thread.sleep(5);
    }
    long start = System.nanoTime();
    assertThat(build.waitFor()).isZero();
    assertThat(System.nanoTime() - start).isGreaterThan(2_000_000_000L);
    assertThat(registry.traffic().requests("PUT /v2/team/app/manifests/1")).hasSize(1);
  }

  @Test
  void blobsAreMountedFromWhereTheyWerePushedTo() throws Exception {
    Context context =
        Context.in(jbuild, "context")
            .file("a", noise())
            .dockerfile("FROM scratch", "COPY a /a", "LABEL a=b");
    List<String> names =
        List.of("one/app:1", "one/app:2", "two/app:1").stream()
            .map(name -> registry.reference(name).toString())
            .toList();
    jbuild.run("-t", names.get(0), "-t", names.get(1), "--push", context.path()).expect(0);
    long once = registry.traffic().received();
    assertThat(registry.traffic().requests("PUT /v2/one/app/blobs/uploads/u")).hasSize(2);

    jbuild.run("-t", names.get(2), "--push", context.path()).expect(0);

    assertThat(registry.traffic().received() - once).isLessThan(5_000);
    assertThat(registry.traffic().requests("POST /v2/two/app/blobs/uploads/?mount=")).isNotEmpty();
  }

  private static String noise() {
    StringBuilder text = new StringBuilder();
    new Random(1).ints(20_000).forEach(number -> text.append(number).append('\n'));
    return text.toString();
  }
}
