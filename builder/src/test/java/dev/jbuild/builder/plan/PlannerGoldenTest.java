package dev.jbuild.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code testdata/plan} is planned, and the plan compared with {@code graph.txt} and
 * {@code config.json}, or what is wrong with {@code error.txt}. To write what comes out into the
 * folders instead: {@code mvn -pl builder -am -Dtest=PlannerGoldenTest -Djbuild.golden=write test}.
 */
class PlannerGoldenTest {

  static List<PlanCase> cases() throws IOException {
    return PlanFolders.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plans(PlanCase plan) throws Exception {
    for (Map.Entry<String, String> output : GoldenPlanning.outputs(plan).entrySet()) {
      check(PlanFolders.file(plan, output.getKey()), output.getValue());
    }
  }

  private static void check(Path file, String actual) throws IOException {
    if (System.getProperty("jbuild.golden", "").equals("write")) {
      Files.writeString(file, actual);
    }
    assertThat(file).exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
