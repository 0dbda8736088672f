package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command. */
class QuickstartTest {
  @TempDir Path directory;

  @Test
  void buildsTheModelAndShowsItsLayers() throws Exception {
    Path out = directory.resolve("out");
    ProcessBuilder builder = new ProcessBuilder(Bases.checkout().resolve("quickstart").toString());
    builder.environment().put("JBUILD_HOME", directory.resolve("state").toString());
    int status = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start().waitFor();
    String output = Files.readString(out);
    assertThat(status).as(output).isZero();
    assertThat(output)
        .contains("COPY weights/ /models/", "COPY /out/ /opt/service/", "ENTRYPOINT")
        .contains("12.4.1", "9.1.0.70");
  }
}
