package dev.jbuild.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.builder.graph.Vertex;
import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.testkit.fuzz.DockerfileGenerator;
import dev.jbuild.testkit.fuzz.FuzzRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Lines of the golden Dockerfiles, thrown together, and Dockerfiles of a grammar: planned or
 * refused, never anything else.
 */
class PlannerMutationTest {
  private static final int ROUNDS = 1_500;

  private final List<PlanCase> cases = PlannerGoldenTest.cases();
  private final List<String> lines = lines(cases);

  PlannerMutationTest() throws IOException {}

  @Test
  void plansOrRefusesMixtures() throws Exception {
    AtomicInteger planned = new AtomicInteger();
    FuzzRun.ofRounds(ROUNDS).run(this::mixture, text -> planned.addAndGet(planned(text)));
    assertThat(planned).hasPositiveValue();
  }

  @Test
  void plansOrRefusesRandomDockerfiles() throws Exception {
    AtomicInteger planned = new AtomicInteger();
    FuzzRun.ofRounds(ROUNDS)
        .run(DockerfileGenerator::next, text -> planned.addAndGet(planned(text)));
    assertThat(planned).hasPositiveValue();
  }

  /** 1 where one of the cases, with its arguments and base images, gives a plan of the text. */
  private int planned(String text) throws IOException {
    PlanCase host = cases.get(Math.floorMod(text.hashCode(), cases.size()));
    return plan(host, text) ? 1 : 0;
  }

  private static boolean plan(PlanCase host, String text) throws IOException {
    try {
      Dockerfile file = DockerfileParser.parse(new SourceText("Dockerfile", text));
      Map<BaseKey, ResolvedBase> found = new HashMap<>();
      while (true) {
        switch (Planner.plan(file, host.request(), found)) {
          case Plan.Ready ready -> {
            check(ready.graph());
            assertThat(Planner.plan(file, host.request(), found)).isEqualTo(ready);
            return true;
          }
          case Plan.NeedsBases needs -> {
            for (BaseRequest request : needs.missing()) {
              assertThat(found.put(request.key(), host.resolve(request))).isNull();
            }
          }
        }
      }
    } catch (InvalidDockerfileException e) {
      assertThat(e.diagnostics()).isNotEmpty();
      return false;
    }
  }

  private static void check(BuildGraph graph) {
    for (Vertex vertex : graph.vertices()) {
      assertThat(graph.vertex(vertex.id())).isSameAs(vertex);
      assertThat(vertex.inputs()).allMatch(input -> input.index() < vertex.id().index());
    }
    graph
        .history()
        .forEach(step -> step.vertex().ifPresent(id -> assertThat(graph.vertex(id)).isNotNull()));
  }

  private String mixture(Random random) {
    List<String> chosen = new ArrayList<>();
    chosen.add("FROM debian:12 AS base");
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      chosen.add(lines.get(random.nextInt(lines.size())));
    }
    return String.join("\n", chosen) + "\n";
  }

  private static List<String> lines(List<PlanCase> cases) throws IOException {
    List<String> lines = new ArrayList<>();
    for (PlanCase plan : cases) {
      plan.text().lines().forEach(lines::add);
    }
    return lines;
  }
}
