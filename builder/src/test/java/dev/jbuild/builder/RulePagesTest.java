package dev.jbuild.builder;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.context.BuildContext;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.plan.BaseKey;
import dev.jbuild.builder.plan.BaseRequest;
import dev.jbuild.builder.plan.NamedContexts;
import dev.jbuild.builder.plan.Plan;
import dev.jbuild.builder.plan.PlanRequest;
import dev.jbuild.builder.plan.Planner;
import dev.jbuild.builder.plan.ResolvedBase;
import dev.jbuild.builder.plan.RunRules;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.ignore.IgnoreFile;
import dev.jbuild.parser.lint.CheckSettings;
import dev.jbuild.parser.lint.Rule;
import dev.jbuild.parser.lint.Rules;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/rules/<name>.md} explains a rule with a bad and a good example. Where it needs an
 * ignore file, that stands in a block before them. Images of {@code arm64v8/} are for arm64 only.
 */
class RulePagesTest {
  private static final Path PAGES =
      Path.of(System.getProperty("jbuild.root", ".."), "docs", "rules");
  private static final Pattern BLOCK =
      Pattern.compile("```(?<kind>\\w+)\n(?<text>.*?)```", Pattern.DOTALL);
  private static final Platform AMD64 = Platform.parse("linux/amd64");

  static List<Rule> rules() {
    return Rules.ALL;
  }

  @Test
  void everyRuleHasItsPageAndEveryPageItsRule() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              rules().stream().map(rule -> rule.name() + ".md").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void thePageShowsWhatIsFoundAndWhatIsNot(Rule rule)
      throws IOException, InvalidDockerfileException {
    String page = Files.readString(PAGES.resolve(rule.name() + ".md"));
    assertThat(page).startsWith("# " + rule.name() + "\n\n" + rule.description() + ".\n");
    List<String> examples = blocks(page, "dockerfile");
    String ignored = String.join("", blocks(page, "ignore"));
    assertThat(examples).hasSize(2);
    assertThat(found(rule, examples.get(0), ignored)).containsExactly(rule.name());
    assertThat(found(rule, examples.get(1), ignored)).isEmpty();
  }

  private static List<String> blocks(String page, String kind) {
    return BLOCK
        .matcher(page)
        .results()
        .filter(block -> block.group("kind").equals(kind))
        .map((MatchResult block) -> block.group("text"))
        .toList();
  }

  /** An example that needs no FROM of its own has none. */
  private static Set<String> found(Rule rule, String example, String ignored)
      throws IOException, InvalidDockerfileException {
    String text = example.contains("FROM ") ? example : "FROM debian:13\n" + example;
    Dockerfile file = DockerfileParser.parse(new SourceText("Dockerfile", text));
    SourceTree context =
        new BuildContext(
            Path.of("."),
            IgnoreFile.matcher(new SourceText(".dockerignore", ignored)),
            (_, _) -> Digest.of(new byte[0]),
            "in the build context");
    return findings(file, context, rule).stream()
        .map(Diagnostic::rule)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static List<Diagnostic> findings(Dockerfile file, SourceTree context, Rule rule)
      throws InvalidDockerfileException {
    PlanRequest request =
        new PlanRequest(
            Optional.empty(),
            ImmutableMap.of(CheckSettings.ARGUMENT, "experimental=" + rule.name()),
            ImmutableMap.of(),
            AMD64,
            AMD64,
            NamedContexts.none(),
            RunRules.DEFAULT);
    Findings findings = new Findings(file, request);
    try {
      return findings.of(plan(file, request), context);
    } catch (InvalidDockerfileException e) {
      return findings.withoutPlan();
    }
  }

  private static Plan.Ready plan(Dockerfile file, PlanRequest request)
      throws InvalidDockerfileException {
    Map<BaseKey, ResolvedBase> found = new HashMap<>();
    Plan plan = Planner.plan(file, request, found);
    while (plan instanceof Plan.NeedsBases needs) {
      needs.missing().forEach(base -> found.put(base.key(), resolve(base)));
      plan = Planner.plan(file, request, found);
    }
    return (Plan.Ready) plan;
  }

  private static ResolvedBase resolve(BaseRequest base) {
    boolean isArm = base.reference().familiar().startsWith("arm64v8/");
    Platform platform = isArm ? Platform.parse("linux/arm64") : base.platform();
    return new ResolvedBase(
        base.reference(), Digest.of(new byte[0]), ImageConfig.scratch(platform));
  }
}
