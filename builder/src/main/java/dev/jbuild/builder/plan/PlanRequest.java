package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.Platform;
import java.util.Optional;

/**
 * What the command line says about the meaning of a Dockerfile.
 *
 * @param target stage by name or index; empty for the last
 * @param platform what the image is to run on
 * @param buildPlatform what the build runs on
 * @param labels added to the image after those of the Dockerfile
 * @param contexts what stands in the place of stages and images
 * @param runs what RUN gets
 */
public record PlanRequest(
    Optional<String> target,
    ImmutableMap<String, String> buildArgs,
    ImmutableMap<String, String> labels,
    Platform platform,
    Platform buildPlatform,
    NamedContexts contexts,
    RunRules runs) {

  /** The same with another value for a build argument. */
  public PlanRequest withBuildArgument(String name, String value) {
    ImmutableMap<String, String> arguments =
        ImmutableMap.<String, String>builder()
            .putAll(buildArgs)
            .put(name, value)
            .buildKeepingLast();
    return new PlanRequest(target, arguments, labels, platform, buildPlatform, contexts, runs);
  }
}
