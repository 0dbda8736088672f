package dev.jbuild.parser.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.DiagnosticPrinter;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.golden.Golden;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code testdata/lint/<case>/Dockerfile} gives {@code warnings.txt}. */
class LinterTest {
  private static final Path PAGES = Golden.root().resolveSibling("docs/rules");

  static List<Path> cases() throws IOException {
    return Golden.cases("lint");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void warns(Path folder) throws IOException, InvalidDockerfileException {
    Dockerfile file = parse(Files.readString(folder.resolve("Dockerfile")));
    Golden.in(folder).check("warnings.txt", new DiagnosticPrinter(file.source()).print(lint(file)));
  }

  @Test
  void everyRuleHasItsPageAndEveryPageItsRule() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Rules.ALL.stream().map(rule -> rule.name() + ".md").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void thePageShowsWhatIsFoundAndWhatIsNot(Rule rule)
      throws IOException, InvalidDockerfileException {
    String page = Files.readString(PAGES.resolve(rule.name() + ".md"));
    assertThat(page).startsWith("# " + rule.name() + "\n\n" + rule.description() + ".\n");
    List<String> examples =
        Stream.of(page.split("```")).filter(part -> part.startsWith("dockerfile\n")).toList();
    assertThat(examples).hasSize(2);
    assertThat(found(examples.get(0))).contains(rule.name());
    assertThat(found(examples.get(1))).doesNotContain(rule.name());
  }

  static List<Rule> rules() {
    return Rules.ALL;
  }

  /** An example that needs no FROM of its own has none. */
  private static Set<String> found(String example) throws InvalidDockerfileException {
    String text = example.substring("dockerfile\n".length());
    Dockerfile file = parse(text.contains("FROM ") ? text : "FROM debian:13\n" + text);
    return lint(file).stream()
        .map(finding -> finding.rule().orElseThrow())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"skipp=all", "error=maybe", "all"})
  void refusesUnknownSettings(String text) {
    assertThatThrownBy(() -> CheckSettings.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsWhetherFindingsAreErrors() {
    assertThat(CheckSettings.parse("skip=A;error=true").error()).isTrue();
    assertThat(CheckSettings.parse("skip=A").error()).isFalse();
  }

  private static List<Diagnostic> lint(Dockerfile file) {
    return Linter.lint(file, CheckSettings.parse(file.directives().check().orElse("")));
  }

  private static Dockerfile parse(String text) throws InvalidDockerfileException {
    return DockerfileParser.parse(new SourceText("Dockerfile", text));
  }
}
