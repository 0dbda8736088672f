package dev.jbuild.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jbuild.cli.CapturedStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawJsonViewTest {
  private final CapturedStream out = new CapturedStream();
  private final RawJsonView view = new RawJsonView(out.stream());
  private final ScriptedBuild build = new ScriptedBuild(view);

  @Test
  void eachLineIsOneSolveStatus() throws IOException {
    build.small();

    assertThat(lines())
        .hasSizeGreaterThan(10)
        .allSatisfy(line ->
            assertThat(line.fieldNames())
                .toIterable()
                .isSubsetOf("vertexes", "statuses", "logs", "warnings")
                .hasSize(1));
  }

  @Test
  void aVertexHasItsWholeStateEachTime() throws IOException {
    build.plan("FROM x").plan("RUN y", "FROM x").start("RUN y").after(1500).cached("RUN y");

    assertThat(lines().getLast().toString())
        .isEqualTo(
            ("{'vertexes':[{'digest':'%s','inputs':['%s'],'name':'RUN y',"
                    + "'started':'2026-01-02T03:04:05Z','completed':'2026-01-02T03:04:06.500Z',"
                    + "'cached':true}]}")
                .replace('\'', '"')
                .formatted(ScriptedBuild.vertex("RUN y"), ScriptedBuild.vertex("FROM x")));
  }

  @Test
  void aFailureCarriesItsError() throws IOException {
    build.start("RUN y").fail("RUN y", "exit code: 1");

    assertThat(lines().getLast().at("/vertexes/0/error").asText()).isEqualTo("exit code: 1");
  }

  @Test
  void logsCarryTheBytesInBase64() throws IOException {
    build.start("RUN y").log("RUN y", "häh\n");

    JsonNode log = lines().getLast().at("/logs/0");
    assertThat(log.path("data").binaryValue()).isEqualTo("häh\n".getBytes(StandardCharsets.UTF_8));
    assertThat(log.path("stream").intValue()).isEqualTo(1);
    assertThat(log.path("vertex").asText()).isEqualTo(ScriptedBuild.vertex("RUN y").toString());
    assertThat(log.path("timestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void statusesSayHowFarATransferIs() throws IOException {
    build.start("pull").transfer("pull", "blob", 1, 9).after(1000).transfer("pull", "blob", 9, 9);

    List<JsonNode> lines = lines();
    JsonNode first = lines.get(1).at("/statuses/0");
    assertThat(first.path("current").longValue()).isEqualTo(1);
    assertThat(first.path("total").longValue()).isEqualTo(9);
    assertThat(first.has("completed")).isFalse();
    JsonNode last = lines.get(2).at("/statuses/0");
    assertThat(last.path("started").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(last.path("completed").asText()).isEqualTo("2026-01-02T03:04:06Z");
  }

  @Test
  void warningsPointIntoTheSource() throws IOException {
    build.warn("should be lowercase");

    JsonNode warning = lines().getFirst().at("/warnings/0");
    assertThat(new String(warning.path("short").binaryValue(), StandardCharsets.UTF_8))
        .isEqualTo("StageNameCasing: should be lowercase");
    assertThat(warning.path("url").asText()).endsWith("/rule/stage-name-casing/");
    assertThat(warning.at("/sourceInfo/filename").asText()).isEqualTo("Dockerfile");
    assertThat(warning.at("/range/0/start").toString()).isEqualTo("{\"line\":1,\"character\":10}");
  }

  private List<JsonNode> lines() throws IOException {
    JsonMapper mapper = new JsonMapper();
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : out.text().lines().toList()) {
      nodes.add(mapper.readTree(line));
    }
    return nodes;
  }
}
