package dev.jbuild.builder.solve;

import dev.jbuild.builder.graph.StepMount;
import dev.jbuild.builder.step.Fingerprint;
import java.util.List;

/** Mounts as they stand in the Dockerfile, for keys. */
final class MountTexts {
  private MountTexts() {}

  static Fingerprint of(StepMount mount) {
    Fingerprint fingerprint = Fingerprint.of("mount");
    return switch (mount) {
      case StepMount.Bind bind ->
          fingerprint.add("bind").add(bind.target()).add(bind.source()).add(bind.writable());
      case StepMount.Cache cache ->
          fingerprint
              .add("cache")
              .add(cache.target())
              .add(cache.id())
              .add(cache.sharing())
              .add(cache.source())
              .addOptional(cache.mode())
              .addOptional(cache.uid())
              .addOptional(cache.gid())
              .add(cache.readOnly());
      case StepMount.Temporary temporary ->
          fingerprint
              .add("temporary")
              .add(temporary.target())
              .addAll(temporary.size().stream().boxed().toList())
              .add(temporary.readOnly());
      case StepMount.Secret secret ->
          fingerprint
              .add("secret")
              .add(secret.id())
              .addOptional(secret.target())
              .addOptional(secret.variable())
              .add(secret.required())
              .addAll(List.of(secret.mode(), secret.uid(), secret.gid()));
      case StepMount.Agent agent ->
          fingerprint
              .add("agent")
              .add(agent.id())
              .add(agent.target())
              .add(agent.required())
              .addAll(List.of(agent.mode(), agent.uid(), agent.gid()));
    };
  }
}
