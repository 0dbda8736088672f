package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.plan.DefaultArguments;
import dev.jbuild.builder.plan.Plan;
import dev.jbuild.builder.plan.PlanRequest;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.lint.CheckSettings;
import dev.jbuild.parser.lint.LintedStage;
import dev.jbuild.parser.lint.Linter;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what there is to say about a Dockerfile that stops no build. */
final class Findings {
  private final Dockerfile file;
  private final PlanRequest request;
  private final CheckSettings settings;

  /**
   * Reads what the Dockerfile wants to be checked for, or the build argument in its place.
   *
   * @throws InvalidDockerfileException where that can't be read
   */
  Findings(Dockerfile file, PlanRequest request) throws InvalidDockerfileException {
    this.file = file;
    this.request = request;
    this.settings =
        CheckSettings.of(
            file, Optional.ofNullable(request.buildArgs().get(CheckSettings.ARGUMENT)));
  }

  /** All findings, each once, in the order of the file. */
  ImmutableList<Diagnostic> of(Plan.Ready plan, SourceTree context) {
    return wanted(
        ImmutableList.<Diagnostic>builder()
            .addAll(Linter.lint(file, plan.stages()))
            .addAll(plan.warnings())
            .addAll(IgnoredSources.find(plan.graph(), context)));
  }

  /** The findings of a file that can't be planned: what its text alone shows. */
  ImmutableList<Diagnostic> withoutPlan() {
    ImmutableList<LintedStage> stages =
        file.stages().stream().map(LintedStage::asWritten).collect(ImmutableList.toImmutableList());
    return wanted(ImmutableList.<Diagnostic>builder().addAll(Linter.lint(file, stages)));
  }

  private ImmutableList<Diagnostic> wanted(ImmutableList.Builder<Diagnostic> found) {
    return Linter.wanted(
        file, settings, found.addAll(DefaultArguments.check(file, request)).build());
  }

  /** Fails where the Dockerfile wants findings to be errors, and a rule was broken. */
  void throwIfErrors(ImmutableList<Diagnostic> findings) throws InvalidDockerfileException {
    ImmutableList<Diagnostic> broken =
        findings.stream()
            .filter(finding -> finding.rule().isPresent())
            .collect(ImmutableList.toImmutableList());
    if (!settings.error() || broken.isEmpty()) {
      return;
    }
    String rules =
        broken.stream()
            .flatMap(finding -> finding.rule().stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    throw new InvalidDockerfileException(
        file.source(),
        ImmutableList.of(
            Diagnostic.error(
                broken.getFirst().span(),
                "lint violation found for rules: " + rules,
                "mend it, or take error=true out of # check=")));
  }
}
