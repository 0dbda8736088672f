package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/** The options of {@code docker buildx build}, {@code docker build} and buildctl not taken. */
final class RefusedBuildOptions {
  private static final String NO_DAEMON = "there is no daemon";

  static final RefusedOptions ALL = new RefusedOptions(coming(), never());

  private RefusedBuildOptions() {}

  private static ImmutableSet<String> coming() {
    return ImmutableSet.of(
        "--annotation",
        "--attest",
        "--cache-from",
        "--cache-to",
        "--device",
        "--export-cache",
        "--gpus",
        "--import-cache",
        "--no-cache-filter",
        "--policy",
        "--proxy-network",
        "--target-driver",
        "--target-gpu",
        "--trace",
        "--weights");
  }

  private static ImmutableMap<String, String> never() {
    String processors = "use --cpus";
    String set = "limit the whole jbuild process instead: taskset and numactl do";
    return ImmutableMap.<String, String>builder()
        .put("--builder", NO_DAEMON)
        .put("--addr", NO_DAEMON)
        .put("--cgroup-parent", "cgroups are made where jbuild itself is")
        .put("--compress", "the context is not sent anywhere")
        .put("--cpu-period", processors)
        .put("--cpu-quota", processors)
        .put("-c", processors)
        .put("--cpu-shares", processors)
        .put("--cpuset-cpus", set)
        .put("--cpuset-mems", set)
        .put("--memory-swap", "--memory allows as much of swap again")
        .put("-D", "set JBUILD_DEBUG=1")
        .put("--debug", "set JBUILD_DEBUG=1")
        .put("--debug-json-cache-metrics", "use --progress=rawjson")
        .put("--disable-content-trust", "pin images by digest: name@sha256:...")
        .put("--force-rm", "there are no intermediate containers")
        .put("--rm", "there are no intermediate containers")
        .put("--frontend", "the built-in Dockerfile frontend is always used")
        .put("--opt", "use --build-arg, --target, --platform, --label")
        .put("--oci-layout", "use --build-context NAME=oci-layout://DIR")
        .put("--local", "name the context as the last argument")
        .put("--ref-file", "use --metadata-file")
        .put("--registry-auth-tlscontext", "set keypair in the settings file")
        .put(
            "--security-opt",
            "RUN uses the default profile; use --allow security.insecure and RUN --security")
        .put("--squash", "use a multi-stage build")
        .buildOrThrow();
  }
}
