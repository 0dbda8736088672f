package dev.jbuild.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.Vertex;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Steps are looked up by their operations: what changes none of them rebuilds nothing. */
class CacheRelevanceTest {
  private static final String DOCKERFILE =
      """
      FROM scratch
      ENV MODE=fast
      RUN make \\
          all
      COPY a /a
      WORKDIR /srv
      """;

  @Test
  void commentsAndLayoutDoNotMatter() throws Exception {
    String commented =
        """
        # escape=\\
        # About this image.

        FROM scratch
        # The mode.
        env MODE=fast
        RUN make \\
            # Everything:
            all

        copy a /a
        WORKDIR /srv
        """;
    assertThat(operations(commented, Map.of())).isEqualTo(operations(DOCKERFILE, Map.of()));
  }

  @Test
  void argumentsThatNoRunSeesDoNotMatter() throws Exception {
    String declared =
        DOCKERFILE.replace("COPY a", "ARG REVISION\nLABEL revision=$REVISION\nCOPY a");
    List<Operation> plain = operations(DOCKERFILE, Map.of());
    assertThat(operations(declared, Map.of("REVISION", "1"))).isEqualTo(plain);
    assertThat(operations(declared, Map.of("REVISION", "2"))).isEqualTo(plain);
    assertThat(operations("ARG GLOBAL=1\n" + DOCKERFILE, Map.of("GLOBAL", "2"))).isEqualTo(plain);
  }

  @Test
  void argumentsThatRunSeesMatter() throws Exception {
    String declared = DOCKERFILE.replace("RUN", "ARG REVISION\nRUN");
    assertThat(operations(declared, Map.of("REVISION", "1")))
        .isNotEqualTo(operations(declared, Map.of("REVISION", "2")));
  }

  @Test
  void proxiesAreOutsideTheEnvironmentOfTheKey() throws Exception {
    Operation.Run run = run(Map.of("http_proxy", "http://proxy:3128"));
    assertThat(run.environment().map()).doesNotContainKey("http_proxy");
    assertThat(run.hiddenEnvironment()).containsEntry("HTTP_PROXY", "http://proxy:3128");
    assertThat(run.environment()).isEqualTo(run(Map.of()).environment());
  }

  private static Operation.Run run(Map<String, String> buildArgs)
      throws InvalidDockerfileException {
    return (Operation.Run) operations(DOCKERFILE, buildArgs).get(0);
  }

  private static List<Operation> operations(String dockerfile, Map<String, String> buildArgs)
      throws InvalidDockerfileException {
    PlanRequest request =
        new PlanRequest(
            Optional.empty(),
            ImmutableMap.copyOf(buildArgs),
            ImmutableMap.of(),
            Platform.of("linux", "amd64"),
            Platform.of("linux", "amd64"),
            NamedContexts.none(),
            RunRules.DEFAULT);
    Plan plan =
        Planner.plan(
            DockerfileParser.parse(new SourceText("Dockerfile", dockerfile)), request, Map.of());
    return ((Plan.Ready) plan).graph().vertices().stream().map(Vertex::operation).toList();
  }
}
