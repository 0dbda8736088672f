package dev.jbuild.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code testdata/plan} is planned, and the plan compared with {@code graph.txt} and
 * {@code config.json}, or what is wrong with {@code error.txt}. To write what comes out into the
 * folders instead: {@code mvn -pl builder -am -Dtest=PlannerGoldenTest -Djbuild.golden=write test}.
 */
class PlannerGoldenTest {
  private static final Path CASES =
      Path.of(System.getProperty("jbuild.root", "."), "testdata", "plan");
  private static final JsonMapper JSON = new JsonMapper();

  static List<PlanCase> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().map(PlanCase::new).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plans(PlanCase plan) throws Exception {
    Dockerfile file = plan.dockerfile();
    StringBuilder text = new StringBuilder();
    try {
      Plan.Ready ready = planned(plan, file, text);
      check(plan, "graph.txt", text + GraphPrinter.print(ready.graph(), ready.warnings()));
      check(plan, "config.json", pretty(ready.graph().config()));
    } catch (InvalidDockerfileException e) {
      check(plan, "error.txt", text + GraphPrinter.diagnostics(e.diagnostics()));
    }
  }

  private static Plan.Ready planned(PlanCase plan, Dockerfile file, StringBuilder text)
      throws IOException, InvalidDockerfileException {
    Map<BaseKey, ResolvedBase> found = new HashMap<>();
    while (true) {
      switch (Planner.plan(file, plan.request(), found)) {
        case Plan.Ready ready -> {
          return ready;
        }
        case Plan.NeedsBases needs -> {
          text.append(GraphPrinter.needs(needs.missing()));
          for (BaseRequest request : needs.missing()) {
            found.put(request.key(), plan.resolve(request));
          }
        }
      }
    }
  }

  private static String pretty(ImageConfig config) throws IOException {
    return JSON.readTree(config.toBytes()).toPrettyString() + "\n";
  }

  private static void check(PlanCase plan, String name, String actual) throws IOException {
    Path file = plan.folder().resolve(name);
    if (System.getProperty("jbuild.golden", "").equals("write")) {
      Files.writeString(file, actual);
    }
    assertThat(file).exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
