package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a command sees and may besides its root, and how much of the machine it may take.
 *
 * @param extraHosts more lines of {@code /etc/hosts}
 * @param sharedMemory size of {@code /dev/shm} in bytes; empty: 64 MiB
 * @param limits on each of its processes; what is not named is as it is for this process
 * @param resources how much all of its processes may take together
 * @param insecure every capability that the worker has, no seccomp filter, nothing masked, nothing
 *     but the host's own files read-only
 */
public record Surroundings(
    Network network,
    List<HostEntry> extraHosts,
    String hostname,
    OptionalLong sharedMemory,
    List<ProcessLimit> limits,
    ResourceLimits resources,
    boolean insecure) {
  /** What {@code hostname} prints where nobody says anything else. */
  public static final String HOSTNAME = "buildkitsandbox";

  public Surroundings {
    extraHosts = ImmutableList.copyOf(extraHosts);
    limits = ImmutableList.copyOf(limits);
  }

  /** Those of {@code docker build}, with this network. */
  public static Surroundings of(Network network) {
    return new Surroundings(
        network, List.of(), HOSTNAME, OptionalLong.empty(), List.of(), ResourceLimits.NONE, false);
  }

  public Surroundings withNetwork(Network next) {
    return new Surroundings(next, extraHosts, hostname, sharedMemory, limits, resources, insecure);
  }

  public Surroundings withExtraHosts(List<HostEntry> next) {
    return new Surroundings(network, next, hostname, sharedMemory, limits, resources, insecure);
  }

  public Surroundings withHostname(String next) {
    return new Surroundings(network, extraHosts, next, sharedMemory, limits, resources, insecure);
  }

  public Surroundings withSharedMemory(long bytes) {
    OptionalLong next = OptionalLong.of(bytes);
    return new Surroundings(network, extraHosts, hostname, next, limits, resources, insecure);
  }

  public Surroundings withLimits(List<ProcessLimit> next) {
    return new Surroundings(network, extraHosts, hostname, sharedMemory, next, resources, insecure);
  }

  public Surroundings withResources(ResourceLimits next) {
    return new Surroundings(network, extraHosts, hostname, sharedMemory, limits, next, insecure);
  }

  public Surroundings withInsecure(boolean next) {
    return new Surroundings(network, extraHosts, hostname, sharedMemory, limits, resources, next);
  }
}
