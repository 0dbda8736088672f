package dev.jbuild.parser.lint;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.Problems;

/** Holds a Dockerfile against the rules. */
public final class Linter {
  private static final ImmutableList<Check> CHECKS =
      ImmutableList.of(
          new CasingCheck(),
          new ExposeCheck(),
          new FormCheck(),
          new FromVariablesCheck(),
          new RepetitionCheck(),
          new SecretsCheck(),
          new ShellFormCheck(),
          new StageNameCheck(),
          new WorkdirCheck());

  private Linter() {}

  /** What the rules find, and what the parser found, in the order of their places. */
  public static ImmutableList<Diagnostic> lint(Dockerfile file, CheckSettings settings) {
    Problems findings = new Problems();
    file.warnings().forEach(findings::add);
    CHECKS.forEach(check -> check.check(file, findings));
    return findings.warnings().stream()
        .filter(finding -> settings.wants(finding.rule().orElse("")))
        .collect(ImmutableList.toImmutableList());
  }
}
