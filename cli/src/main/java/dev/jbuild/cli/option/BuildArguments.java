package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.BuildRequest;
import dev.jbuild.builder.ContextLocation;
import dev.jbuild.cli.progress.ProgressMode;
import dev.jbuild.oci.compress.Compression;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Says what the arguments of {@code jbuild build} mean. */
public final class BuildArguments {
  private final Arguments arguments;
  private final Map<String, String> environment;
  private final InputStream input;

  private BuildArguments(Arguments arguments, Map<String, String> environment, InputStream input) {
    this.arguments = arguments;
    this.environment = environment;
    this.input = input;
  }

  /**
   * Says what the arguments mean, together with the environment.
   *
   * @param input what {@code -} stands for; not read here
   */
  public static BuildInvocation read(
      Arguments arguments, Map<String, String> environment, InputStream input)
      throws UsageException {
    return new BuildArguments(arguments, environment, input).invocation();
  }

  private BuildInvocation invocation() throws UsageException {
    refuseAttestations();
    return new BuildInvocation(
        request(),
        Call.of(arguments),
        progress(),
        arguments.flag("--quiet"),
        fileToWrite("--iidfile"),
        fileToWrite("--metadata-file"));
  }

  private Optional<Path> fileToWrite(String option) throws UsageException {
    Optional<String> file = arguments.value(option);
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(FileToWrite.checked(option, Path.of(file.get())));
  }

  private BuildRequest request() throws UsageException {
    Destinations destinations = Destinations.of(arguments);
    ImmutableMap<String, String> buildArgs = KeyValues.buildArgs(arguments, environment);
    ContextLocation.Files context = ContextArgument.of(arguments, buildArgs, input);
    return new BuildRequest(
        context,
        DockerfileArgument.of(arguments, context, input),
        NamedContextArguments.of(arguments),
        arguments.value("--target"),
        buildArgs,
        KeyValues.labels(arguments),
        destinations.tags(),
        destinations.outputs(),
        SharedOptions.platform(arguments),
        RunArguments.rules(arguments),
        RunArguments.settings(arguments, environment),
        arguments.flag("--no-cache"),
        arguments.flag("--pull"),
        compression(destinations),
        Timestamps.of(arguments),
        SourcePolicyFiles.read(arguments, environment),
        GrantArguments.of(arguments, environment));
  }

  /** What jbuild does anyway may be asked for: scripts pass {@code --provenance=false}. */
  private void refuseAttestations() throws UsageException {
    for (String option : ImmutableList.of("--provenance", "--sbom")) {
      Optional<String> value = arguments.value(option);
      if (value.isPresent() && !value.get().equals("false")) {
        throw UsageException.notYet(option + "=" + value.get());
      }
    }
  }

  private Compression compression(Destinations destinations) throws UsageException {
    Optional<String> word = arguments.value("--compression");
    if (word.isEmpty()) {
      return destinations.compression().orElse(Compression.GZIP);
    }
    Compression chosen = OutputSpec.compression(word.get());
    if (destinations.compression().filter(other -> other != chosen).isPresent()) {
      throw new UsageException("--compression and --output compression= disagree");
    }
    return chosen;
  }

  private ProgressMode progress() throws UsageException {
    ProgressMode mode = SharedOptions.progress(arguments, environment);
    return arguments.flag("--quiet") ? ProgressMode.QUIET : mode;
  }
}
