package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.builder.cdi.DeviceFiles;
import dev.jbuild.builder.graph.Entitlement;
import dev.jbuild.builder.graph.Operation.Network;
import dev.jbuild.builder.plan.RunRules;
import dev.jbuild.builder.run.RunSettings;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.sandbox.FailureShell;
import dev.jbuild.sandbox.HostEntry;
import dev.jbuild.sandbox.Isolation;
import dev.jbuild.sandbox.ProcessLimit;
import dev.jbuild.sandbox.RuntimeChoice;
import dev.jbuild.sandbox.UserIds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the command line says about RUN: its network, its machine, its limits. */
final class RunArguments {
  private static final List<String> ISOLATIONS = List.of("auto", "oci", "namespace", "chroot");
  private static final List<String> USER_NAMESPACES = List.of("auto", "single");
  private static final String DEVICE = "device";
  private static final List<String> NETWORKS = List.of("default", "none", "host");

  private RunArguments() {}

  /** {@code --network} and {@code --allow}; whoever gives all RUNs the host's network allows it. */
  static RunRules rules(Arguments arguments) throws UsageException {
    ImmutableSet.Builder<Entitlement> allowed = ImmutableSet.builder();
    for (String word : arguments.values("--allow")) {
      entitlement(word).ifPresent(allowed::add);
    }
    Network network = network(arguments);
    if (network == Network.HOST) {
      allowed.add(Entitlement.NETWORK_HOST);
    }
    return new RunRules(network, allowed.build());
  }

  private static Network network(Arguments arguments) throws UsageException {
    String mode = arguments.value("--network").orElse("default");
    return switch (mode) {
      case "default" -> Network.DEFAULT;
      case "none" -> Network.NONE;
      case "host" -> Network.HOST;
      default ->
          throw new UsageException(
              "--network: unknown mode \""
                  + mode
                  + "\": expected default, none or host"
                  + Suggestion.clause(mode, NETWORKS));
    };
  }

  /** Empty for devices, which need no leave. */
  private static Optional<Entitlement> entitlement(String word) throws UsageException {
    if (word.equals(DEVICE)) {
      return Optional.empty();
    }
    if (word.startsWith(DEVICE + "=")) {
      throw new UsageException(
          "--allow " + word + ": RUN may use all devices of this machine; write --allow device");
    }
    List<String> words =
        Stream.concat(Arrays.stream(Entitlement.values()).map(Entitlement::word), Stream.of(DEVICE))
            .toList();
    Optional<Entitlement> found =
        Arrays.stream(Entitlement.values())
            .filter(entitlement -> entitlement.word().equals(word))
            .findFirst();
    if (found.isEmpty()) {
      throw new UsageException(
          "--allow: unknown \""
              + word
              + "\": expected "
              + String.join(" or ", words)
              + Suggestion.clause(word, words));
    }
    return found;
  }

  static RunSettings settings(Arguments arguments, Map<String, String> environment)
      throws UsageException {
    Optional<String> sharedMemory = arguments.value("--shm-size");
    return new RunSettings(
        hosts(arguments),
        sharedMemory.isPresent()
            ? OptionalLong.of(Amounts.memory("--shm-size", sharedMemory.get()))
            : OptionalLong.empty(),
        limits(arguments),
        ResourceArguments.parse(arguments),
        Optional.empty(),
        isolation(arguments),
        shell(arguments, environment),
        deviceDirectories(arguments));
  }

  private static Isolation isolation(Arguments arguments) throws UsageException {
    Isolation isolation = new Isolation(runtime(arguments), ids(arguments));
    if (isolation.runtime() == RuntimeChoice.CHROOT && isolation.ids() == UserIds.ONE) {
      throw new UsageException(
          "--isolation=chroot makes no user namespace: leave one of it and --userns=single out");
    }
    return isolation;
  }

  /** What is given takes the place of the machine's own directories. */
  private static ImmutableList<Path> deviceDirectories(Arguments arguments) {
    List<String> given = arguments.values("--cdi-spec-dir");
    return given.isEmpty()
        ? DeviceFiles.DIRECTORIES
        : given.stream().map(Path::of).collect(ImmutableList.toImmutableList());
  }

  private static RuntimeChoice runtime(Arguments arguments) throws UsageException {
    String word = arguments.value("--isolation").orElse("auto");
    return switch (word) {
      case "auto", "default" -> RuntimeChoice.AUTO;
      case "oci" -> RuntimeChoice.OCI;
      case "namespace" -> RuntimeChoice.BUILTIN;
      case "chroot" -> RuntimeChoice.CHROOT;
      default ->
          throw new UsageException(
              "--isolation: unknown kind \""
                  + word
                  + "\": expected auto, oci, namespace or chroot"
                  + Suggestion.clause(word, ISOLATIONS));
    };
  }

  private static UserIds ids(Arguments arguments) throws UsageException {
    String word = arguments.value("--userns").orElse("auto");
    return switch (word) {
      case "auto" -> UserIds.ALL;
      case "single" -> UserIds.ONE;
      default ->
          throw new UsageException(
              "--userns: unknown kind \""
                  + word
                  + "\": expected auto or single"
                  + Suggestion.clause(word, USER_NAMESPACES));
    };
  }

  private static Optional<FailureShell> shell(Arguments arguments, Map<String, String> environment)
      throws UsageException {
    Optional<String> word = arguments.value("--on-error");
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (!word.get().equals("shell")) {
      throw new UsageException("--on-error: unknown \"" + word.get() + "\": expected shell");
    }
    return Optional.of(new FailureShell(environment.getOrDefault("TERM", "xterm")));
  }

  private static ImmutableList<HostEntry> hosts(Arguments arguments) throws UsageException {
    ImmutableList.Builder<HostEntry> hosts = ImmutableList.builder();
    for (String argument : arguments.values("--add-host")) {
      hosts.add(HostArgument.parse(argument));
    }
    return hosts.build();
  }

  private static ImmutableList<ProcessLimit> limits(Arguments arguments) throws UsageException {
    ImmutableList.Builder<ProcessLimit> limits = ImmutableList.builder();
    for (String argument : arguments.values("--ulimit")) {
      limits.add(LimitArgument.parse(argument));
    }
    return limits.build();
  }
}
