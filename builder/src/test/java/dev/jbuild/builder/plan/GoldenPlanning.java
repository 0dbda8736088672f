package dev.jbuild.builder.plan;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Plans the files of a case of {@code testdata/plan}, and gives the files that it should have: the
 * plan, or what is wrong. Knows no file system.
 */
public final class GoldenPlanning implements Function<Map<String, String>, Map<String, String>> {

  @Override
  public Map<String, String> apply(Map<String, String> files) {
    try {
      return outputs(new PlanCase("case", ImmutableMap.copyOf(files)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ImmutableMap<String, String> outputs(PlanCase plan) throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      Plan.Ready ready = planned(plan, plan.dockerfile(), text);
      return ImmutableMap.of(
          "graph.txt",
          text + GraphPrinter.print(ready.graph(), ready.warnings()),
          "config.json",
          pretty(ready.graph().config()));
    } catch (InvalidDockerfileException e) {
      return ImmutableMap.of("error.txt", text + GraphPrinter.diagnostics(e.diagnostics()));
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
    return new JsonMapper().readTree(config.toBytes()).toPrettyString() + "\n";
  }
}
