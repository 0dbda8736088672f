package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableMap;

/** Explains why a worker did not start, from what it said last. */
final class StartFailure {
  /** What is printed, and what it means. */
  private static final ImmutableMap<String, String> SIGNS =
      ImmutableMap.<String, String>builder()
          .put(
              "No space left on device",
              "user namespaces are switched off: set the sysctl user.max_user_namespaces")
          .put(
              "newuidmap",
              "newuidmap could not map the sub-ids: it must be setuid root (package uidmap), and"
                  + " the ranges in /etc/subuid and /etc/subgid must not be in use by others")
          .put(
              "write to uid_map failed",
              "newuidmap could not map the sub-ids: it must be setuid root (package uidmap)")
          .put(
              "Operation not permitted",
              "this machine forbids new namespaces: in a container, allow them (seccomp, AppArmor);"
                  + " on Ubuntu, set the sysctl kernel.apparmor_restrict_unprivileged_userns=0;"
                  + " `jbuild doctor` looks for the cause")
          .put(
              "Permission denied",
              "this machine forbids mounts in new namespaces, or the user may not read jbuild's"
                  + " own files")
          .buildOrThrow();

  private StartFailure() {}

  static SandboxUnavailableException of(int exitStatus, String stderr) {
    String said = stderr.isBlank() ? "it exited with " + exitStatus : stderr.strip();
    String meaning =
        SIGNS.entrySet().stream()
            .filter(sign -> stderr.contains(sign.getKey()))
            .findFirst()
            .map(sign -> " (" + sign.getValue() + ")")
            .orElse("");
    return new SandboxUnavailableException("the sandbox did not start: " + said + meaning);
  }
}
