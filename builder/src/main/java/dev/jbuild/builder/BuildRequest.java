package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.plan.NamedContexts;
import dev.jbuild.builder.plan.PlanRequest;
import dev.jbuild.builder.plan.RunRules;
import dev.jbuild.builder.policy.SourcePolicies;
import dev.jbuild.builder.run.RunSettings;
import dev.jbuild.builder.secret.Grants;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.compress.Compression;
import java.time.Instant;
import java.util.Optional;

/**
 * One build, as the user asked for it.
 *
 * @param namedContexts what stands in the place of stages and images, under names as {@link
 *     dev.jbuild.builder.plan.NamedContexts#normal} makes them
 * @param rules what RUN may ask for
 * @param runs what RUN sees of the machine and may take of it
 * @param noCache do every step again; what is made is still stored
 * @param pull ask the registry for bases even where the local store has them
 * @param timestamp what times that nobody chose are set to, where SOURCE_DATE_EPOCH says nothing;
 *     empty preserves them as Docker does
 * @param policies what may be taken from elsewhere, and what instead
 * @param grants what RUN may see if it asks for it: secrets, SSH agents
 */
public record BuildRequest(
    ContextLocation.Files context,
    DockerfileLocation dockerfile,
    ImmutableMap<String, ContextLocation> namedContexts,
    Optional<String> target,
    ImmutableMap<String, String> buildArgs,
    ImmutableMap<String, String> labels,
    ImmutableList<ImageReference> tags,
    ImmutableList<Output> outputs,
    Platform platform,
    RunRules rules,
    RunSettings runs,
    boolean noCache,
    boolean pull,
    Compression compression,
    Optional<Instant> timestamp,
    SourcePolicies policies,
    Grants grants) {

  /** What of it says what the Dockerfile means. */
  PlanRequest planned(NamedContexts contexts) {
    return new PlanRequest(target, buildArgs, labels, platform, Platform.host(), contexts, rules);
  }
}
