package dev.jbuild.builder.solve;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.builder.plan.NamedContexts;
import dev.jbuild.builder.plan.Plan;
import dev.jbuild.builder.plan.PlanRequest;
import dev.jbuild.builder.plan.Planner;
import dev.jbuild.builder.plan.RunRules;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParallelSolveTest {
  private static final int STAGES = 500;

  /** The first vertices fail while the last ones are still handed in. */
  @Test
  void tellsTheFirstFailureOfMany() throws Exception {
    BuildGraph graph = graph();
    assertThatThrownBy(() ->
            new ParallelSolve(
                    (vertex, inputs) -> {
                      throw new BuildFailedException("no " + vertex.id(), new IOException("none"));
                    })
                .run(graph))
        .isInstanceOf(BuildFailedException.class);
  }

  private static BuildGraph graph() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < STAGES; i++) {
      text.append("FROM scratch AS s").append(i).append("\nCOPY a /\n");
    }
    text.append("FROM scratch\n");
    for (int i = 0; i < STAGES; i++) {
      text.append("COPY --from=s").append(i).append(" a /\n");
    }
    PlanRequest request =
        new PlanRequest(
            Optional.empty(),
            ImmutableMap.of(),
            ImmutableMap.of(),
            Platform.host(),
            Platform.host(),
            NamedContexts.none(),
            RunRules.DEFAULT);
    Plan plan =
        Planner.plan(
            DockerfileParser.parse(new SourceText("Dockerfile", text.toString())),
            request,
            Map.of());
    return ((Plan.Ready) plan).graph();
  }
}
