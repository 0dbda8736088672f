package dev.jbuild.builder;

import dev.jbuild.builder.base.BaseImages;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BaseImageException;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.failure.Place;
import dev.jbuild.builder.plan.BaseKey;
import dev.jbuild.builder.plan.BaseRequest;
import dev.jbuild.builder.plan.Extent;
import dev.jbuild.builder.plan.Plan;
import dev.jbuild.builder.plan.PlanRequest;
import dev.jbuild.builder.plan.Planner;
import dev.jbuild.builder.plan.ResolvedBase;
import dev.jbuild.builder.policy.SourcePolicyException;
import dev.jbuild.builder.solve.Phase;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.registry.RegistryException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Plans a build: finds the images that the planner asks for, until it asks no more. */
final class Planning {
  private final PlanRequest request;
  private final BaseImages bases;
  private final EventSink events;

  Planning(PlanRequest request, BaseImages bases, EventSink events) {
    this.request = request;
    this.bases = bases;
    this.events = events;
  }

  Plan.Ready plan(Dockerfile file, Extent extent)
      throws IOException, BuildException, InvalidDockerfileException {
    Map<BaseKey, ResolvedBase> found = new HashMap<>();
    while (true) {
      switch (Planner.plan(file, request, extent, found)) {
        case Plan.NeedsBases needs -> {
          for (BaseRequest base : needs.missing()) {
            found.put(new BaseKey(base.reference(), base.platform()), resolve(base, file.source()));
          }
        }
        case Plan.Ready ready -> {
          return ready;
        }
      }
    }
  }

  private ResolvedBase resolve(BaseRequest base, SourceText source)
      throws IOException, BuildException {
    try {
      return Phase.run(
          "[internal] load metadata for " + base.reference().familiar(),
          events,
          _ -> bases.resolve(base));
    } catch (SourcePolicyException e) {
      throw new BuildFailedException(String.valueOf(e.getMessage()), e)
          .at(new Place(source, base.span()));
    } catch (RegistryException e) {
      Optional<String> help = bases.nearest(base).or(base::help);
      throw new BaseImageException(new Place(source, base.span()), help, e);
    } catch (BuildFailedException e) {
      throw e.at(new Place(source, base.span()));
    }
  }
}
