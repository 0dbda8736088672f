package dev.jbuild.builder;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.policy.SourcePolicies;
import dev.jbuild.builder.secret.Grants;

/** Requests that differ from another in one thing. */
final class Requests {
  private Requests() {}

  static BuildRequest withContext(BuildRequest request, ContextLocation.Files context) {
    return with(request, context, request.dockerfile(), request.namedContexts());
  }

  static BuildRequest withDockerfile(BuildRequest request, DockerfileLocation dockerfile) {
    return with(request, request.context(), dockerfile, request.namedContexts());
  }

  static BuildRequest withNamed(
      BuildRequest request, ImmutableMap<String, ContextLocation> namedContexts) {
    return with(request, request.context(), request.dockerfile(), namedContexts);
  }

  /** The same under other policies. */
  static BuildRequest policed(BuildRequest request, SourcePolicies policies) {
    return new BuildRequest(
        request.context(),
        request.dockerfile(),
        request.namedContexts(),
        request.target(),
        request.buildArgs(),
        request.labels(),
        request.tags(),
        request.outputs(),
        request.platform(),
        request.network(),
        request.noCache(),
        request.pull(),
        request.compression(),
        request.timestamp(),
        policies,
        request.grants());
  }

  static BuildRequest withGrants(BuildRequest request, Grants grants) {
    return new BuildRequest(
        request.context(),
        request.dockerfile(),
        request.namedContexts(),
        request.target(),
        request.buildArgs(),
        request.labels(),
        request.tags(),
        request.outputs(),
        request.platform(),
        request.network(),
        request.noCache(),
        request.pull(),
        request.compression(),
        request.timestamp(),
        request.policies(),
        grants);
  }

  private static BuildRequest with(
      BuildRequest request,
      ContextLocation.Files context,
      DockerfileLocation dockerfile,
      ImmutableMap<String, ContextLocation> namedContexts) {
    return new BuildRequest(
        context,
        dockerfile,
        namedContexts,
        request.target(),
        request.buildArgs(),
        request.labels(),
        request.tags(),
        request.outputs(),
        request.platform(),
        request.network(),
        request.noCache(),
        request.pull(),
        request.compression(),
        request.timestamp(),
        request.policies(),
        request.grants());
  }
}
