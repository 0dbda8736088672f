package dev.jbuild.builder.run;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.cdi.DeviceFiles;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.sandbox.FailureShell;
import dev.jbuild.sandbox.HostEntry;
import dev.jbuild.sandbox.Isolation;
import dev.jbuild.sandbox.Network;
import dev.jbuild.sandbox.ProcessLimit;
import dev.jbuild.sandbox.ResourceLimits;
import dev.jbuild.sandbox.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What every RUN of a build sees of the machine and may take of it.
 *
 * @param hosts more lines of {@code /etc/hosts}
 * @param sharedMemory size of {@code /dev/shm} in bytes
 * @param limits on each process
 * @param resources for all of its processes together
 * @param hostname where the user wants another one
 * @param isolation what keeps it apart from the machine
 * @param shell what is opened where a command fails
 * @param deviceDirectories of CDI files; devices of later ones win
 */
public record RunSettings(
    ImmutableList<HostEntry> hosts,
    OptionalLong sharedMemory,
    ImmutableList<ProcessLimit> limits,
    ResourceLimits resources,
    Optional<String> hostname,
    Isolation isolation,
    Optional<FailureShell> shell,
    ImmutableList<Path> deviceDirectories) {
  /** What {@code docker build} gives where nobody says anything else. */
  public static final RunSettings DEFAULT =
      new RunSettings(
          ImmutableList.of(),
          OptionalLong.empty(),
          ImmutableList.of(),
          ResourceLimits.NONE,
          Optional.empty(),
          Isolation.BEST,
          Optional.empty(),
          DeviceFiles.DIRECTORIES);

  public RunSettings withHostname(Optional<String> next) {
    return new RunSettings(
        hosts, sharedMemory, limits, resources, next, isolation, shell, deviceDirectories);
  }

  public RunSettings withDevices(ImmutableList<Path> directories) {
    return new RunSettings(
        hosts, sharedMemory, limits, resources, hostname, isolation, shell, directories);
  }

  /** What one command is to find. */
  public Surroundings surroundings(Operation.Run run) {
    return new Surroundings(
        network(run.network()),
        hosts,
        hostname.orElse(Surroundings.HOSTNAME),
        sharedMemory,
        limits,
        resources,
        run.insecure());
  }

  private static Network network(Operation.Network network) {
    return switch (network) {
      case DEFAULT -> Network.DEFAULT;
      case HOST -> Network.HOST;
      case NONE -> Network.NONE;
    };
  }

  /**
   * What can show in a layer: the names of hosts, but not where they are; and what isolation gives
   * up, but not which of the equal ways it takes.
   */
  public ImmutableList<String> keyed() {
    ImmutableList.Builder<String> keyed = ImmutableList.builder();
    hosts.forEach(host -> keyed.add("host " + host.name()));
    hostname.ifPresent(name -> keyed.add("hostname " + name));
    sharedMemory.ifPresent(bytes -> keyed.add("shared memory " + bytes));
    limits.forEach(limit -> keyed.add("limit " + limit));
    isolation.loss().ifPresent(_ -> keyed.add("isolation " + isolation));
    return keyed.build();
  }
}
