package dev.jbuild.parser.lint;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.Problems;
import java.util.List;

/** Holds a Dockerfile against the rules that its text alone decides. */
public final class Linter {
  private static final ImmutableList<FileCheck> FILE_CHECKS =
      ImmutableList.of(
          new CasingCheck(),
          new DescriptionCheck(),
          new FromVariablesCheck(),
          new MaintainerCheck(),
          new StageNameCheck());
  private static final ImmutableList<StageCheck> STAGE_CHECKS =
      ImmutableList.of(
          new ArrayFormCheck(),
          new FormCheck(),
          new RepetitionCheck(),
          new SecretsCheck(),
          new ShellFormCheck());

  private Linter() {}

  /**
   * What the rules find, and what the parser found.
   *
   * @param stages those that the target needs: what is carried out is judged in these only
   */
  public static ImmutableList<Diagnostic> lint(Dockerfile file, List<LintedStage> stages) {
    Problems findings = new Problems();
    file.warnings().forEach(findings::add);
    FILE_CHECKS.forEach(check -> check.check(file, findings));
    for (LintedStage stage : stages) {
      STAGE_CHECKS.forEach(check -> check.check(stage, findings));
    }
    return findings.warnings();
  }

  /** The findings that the Dockerfile does not want silenced, each once, by their places. */
  public static ImmutableList<Diagnostic> wanted(
      Dockerfile file, CheckSettings settings, Iterable<Diagnostic> found) {
    InstructionSettings instructions = InstructionSettings.of(file);
    Problems wanted = new Problems();
    for (Diagnostic finding : ImmutableSet.copyOf(found)) {
      String rule = finding.rule().orElse("");
      boolean asked = !Rules.isExperimental(rule) || settings.experimental().contains(rule);
      if (asked && !settings.skip().contains(rule) && !instructions.skips(finding, rule)) {
        wanted.add(finding);
      }
    }
    return wanted.warnings();
  }
}
