package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.policy.SourcePolicies;
import dev.jbuild.builder.secret.Grants;
import java.nio.file.Path;

/** Requests that differ from another in one thing. */
final class Requests {
  private Requests() {}

  static BuildRequest withContext(BuildRequest request, ContextLocation.Files context) {
    return new Changed(request).with(context, request.dockerfile());
  }

  static BuildRequest withDockerfile(BuildRequest request, DockerfileLocation dockerfile) {
    return new Changed(request).with(request.context(), dockerfile);
  }

  static BuildRequest withNamed(
      BuildRequest request, ImmutableMap<String, ContextLocation> namedContexts) {
    return new Changed(request)
        .with(namedContexts, request.buildArgs(), request.policies(), request.grants());
  }

  /** The same with a value for SOURCE_DATE_EPOCH. */
  static BuildRequest withEpoch(BuildRequest request, String value) {
    return new Changed(request)
        .with(
            request.namedContexts(),
            ImmutableMap.of("SOURCE_DATE_EPOCH", value),
            request.policies(),
            request.grants());
  }

  /** The same under other policies. */
  static BuildRequest policed(BuildRequest request, SourcePolicies policies) {
    return new Changed(request)
        .with(request.namedContexts(), request.buildArgs(), policies, request.grants());
  }

  static BuildRequest withGrants(BuildRequest request, Grants grants) {
    return new Changed(request)
        .with(request.namedContexts(), request.buildArgs(), request.policies(), grants);
  }

  /** The same where these directories have the CDI files. */
  static BuildRequest withDevices(BuildRequest request, ImmutableList<Path> directories) {
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
        request.rules(),
        request.runs().withDevices(directories),
        request.noCache(),
        request.pull(),
        request.compression(),
        request.timestamp(),
        request.policies(),
        request.grants());
  }

  private record Changed(BuildRequest request) {

    BuildRequest with(ContextLocation.Files context, DockerfileLocation dockerfile) {
      return of(
          context,
          dockerfile,
          request.namedContexts(),
          request.buildArgs(),
          request.policies(),
          request.grants());
    }

    BuildRequest with(
        ImmutableMap<String, ContextLocation> namedContexts,
        ImmutableMap<String, String> buildArgs,
        SourcePolicies policies,
        Grants grants) {
      return of(
          request.context(), request.dockerfile(), namedContexts, buildArgs, policies, grants);
    }

    private BuildRequest of(
        ContextLocation.Files context,
        DockerfileLocation dockerfile,
        ImmutableMap<String, ContextLocation> namedContexts,
        ImmutableMap<String, String> buildArgs,
        SourcePolicies policies,
        Grants grants) {
      return new BuildRequest(
          context,
          dockerfile,
          namedContexts,
          request.target(),
          buildArgs,
          request.labels(),
          request.tags(),
          request.outputs(),
          request.platform(),
          request.rules(),
          request.runs(),
          request.noCache(),
          request.pull(),
          request.compression(),
          request.timestamp(),
          policies,
          grants);
    }
  }
}
