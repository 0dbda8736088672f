package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.Variables;
import dev.jbuild.oci.ContainerConfig;
import java.util.List;
import java.util.Optional;

/**
 * What instructions said of a container, kept apart from its config while they come one by one.
 *
 * @param triggers of ONBUILD
 */
record Settings(
    Variables environment,
    Variables labels,
    Optional<Chain<String>> ports,
    Optional<Chain<String>> volumes,
    Optional<Chain<String>> triggers) {
  static final Settings NONE =
      new Settings(
          Variables.none(), Variables.none(), Optional.empty(), Optional.empty(), Optional.empty());

  Settings withEnvironment(Variables next) {
    return new Settings(next, labels, ports, volumes, triggers);
  }

  Settings withLabels(Variables next) {
    return new Settings(environment, next, ports, volumes, triggers);
  }

  Settings withMorePorts(List<String> more) {
    return new Settings(environment, labels, Chain.with(ports, more), volumes, triggers);
  }

  Settings withMoreVolumes(List<String> more) {
    return new Settings(environment, labels, ports, Chain.with(volumes, more), triggers);
  }

  Settings withTrigger(String text) {
    ImmutableList<String> more = ImmutableList.of(text);
    return new Settings(environment, labels, ports, volumes, Chain.with(triggers, more));
  }

  /** The config with all of this in it. */
  ContainerConfig in(ContainerConfig container) {
    ContainerConfig next = container.withEnv(environment.map());
    next = labels.size() == 0 ? next : next.withLabels(labels.map());
    next = ports.isEmpty() ? next : next.withExposedPorts(Chain.list(ports));
    next = volumes.isEmpty() ? next : next.withVolumes(Chain.list(volumes));
    return triggers.isEmpty() ? next : next.withOnBuild(Chain.list(triggers));
  }
}
