package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.base.BaseImages;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BaseImageException;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.builder.plan.Extent;
import dev.jbuild.builder.plan.Plan;
import dev.jbuild.builder.plan.PlanRequest;
import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.util.Optional;

/** Answers questions about a build. Reads the Dockerfile and what its base images are. */
final class Inquiry {
  private final Contexts contexts;
  private final PlanRequest request;
  private final Planning planning;

  Inquiry(BuildRequest request, Contexts contexts, BaseImages bases, EventSink events) {
    this.contexts = contexts;
    this.request = request.planned(contexts.named());
    this.planning = new Planning(this.request, bases, events);
  }

  /** Judges the Dockerfile: all of it, or what the request's target needs. */
  CheckReport check() throws IOException, BuildException {
    SourceText source = contexts.dockerfile();
    try {
      return check(DockerfileParser.parse(source));
    } catch (InvalidDockerfileException e) {
      return failed(source, ImmutableList.of(), e.diagnostics().getFirst());
    }
  }

  private CheckReport check(Dockerfile file)
      throws IOException, BuildException, InvalidDockerfileException {
    Findings findings = new Findings(file, request);
    ImmutableList<Diagnostic> warnings = findings.withoutPlan();
    try {
      Plan.Ready plan = planning.plan(file, Extent.ALL);
      warnings =
          findings.of(plan, contexts.main()).stream()
              .filter(finding -> finding.rule().isPresent())
              .collect(ImmutableList.toImmutableList());
      findings.throwIfErrors(warnings);
      return new CheckReport(file.source(), warnings, Optional.empty());
    } catch (InvalidDockerfileException e) {
      return failed(file.source(), warnings, e.diagnostics().getFirst());
    } catch (BaseImageException e) {
      Diagnostic error = Diagnostic.error(e.place().span(), String.valueOf(e.getMessage()));
      return failed(file.source(), warnings, error);
    }
  }

  private static CheckReport failed(
      SourceText source, ImmutableList<Diagnostic> warnings, Diagnostic error) {
    return new CheckReport(source, warnings, Optional.of(error));
  }

  /** What a build of the target takes from outside. */
  OutlineReport outline() throws IOException, BuildException, InvalidDockerfileException {
    Dockerfile file = DockerfileParser.parse(contexts.dockerfile());
    return new OutlineReport(file.source(), planning.plan(file, Extent.NEEDED).outline());
  }

  /** The stages. Asks for no base image. */
  TargetList targets() throws InvalidDockerfileException {
    return TargetList.of(DockerfileParser.parse(contexts.dockerfile()));
  }
}
