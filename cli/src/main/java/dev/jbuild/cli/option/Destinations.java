package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.builder.Output;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.compress.Compression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the result goes and under which names: {@code -t}, {@code -o}, --push and --load. */
record Destinations(
    ImmutableList<ImageReference> tags,
    ImmutableList<Output> outputs,
    Optional<Compression> compression) {

  static Destinations of(Arguments arguments) throws UsageException {
    List<OutputSpec> specs = new ArrayList<>();
    for (String text : arguments.values("--output")) {
      specs.add(OutputSpec.parse(text));
    }
    ImmutableList<ImageReference> tags = tags(arguments.values("--tag"), specs);
    ImmutableList<Output> outputs = outputs(arguments, specs);
    if (outputs.contains(new Output.Registry()) && tags.isEmpty()) {
      throw new UsageException("--push needs to know where to: add -t REGISTRY/NAME:TAG");
    }
    return new Destinations(tags, outputs, compression(specs));
  }

  private static ImmutableList<Output> outputs(Arguments arguments, List<OutputSpec> specs)
      throws UsageException {
    Set<Output> outputs = new LinkedHashSet<>();
    specs.forEach(spec -> outputs.addAll(spec.outputs()));
    if (arguments.flag("--push")) {
      outputs.add(new Output.Registry());
    }
    if (arguments.flag("--load") || outputs.isEmpty()) {
      outputs.add(new Output.LocalStore());
    }
    if (outputs.stream().filter(Destinations::isStandardOutput).count() > 1) {
      throw new UsageException("--output: only one result can go to standard output");
    }
    return ImmutableList.copyOf(outputs);
  }

  /** Whether the output's bytes are written to standard output. */
  static boolean isStandardOutput(Output output) {
    Path standard = Path.of("-");
    return switch (output) {
      case Output.OciArchive archive -> archive.file().equals(standard);
      case Output.DockerArchive archive -> archive.file().equals(standard);
      case Output.RootTar tar -> tar.file().equals(standard);
      case Output.Directory directory -> false;
      case Output.LocalStore store -> false;
      case Output.Registry registry -> false;
    };
  }

  private static ImmutableList<ImageReference> tags(List<String> named, List<OutputSpec> specs)
      throws UsageException {
    ImmutableSet<String> inOutputs =
        specs.stream()
            .flatMap(spec -> spec.names().stream())
            .collect(ImmutableSet.toImmutableSet());
    if (!named.isEmpty() && !inOutputs.isEmpty()) {
      throw new UsageException("--tag and --output name= both name the image: use one of them");
    }
    ImmutableSet.Builder<ImageReference> tags = ImmutableSet.builder();
    for (String name : named.isEmpty() ? inOutputs : named) {
      tags.add(tag(name));
    }
    return tags.build().asList();
  }

  private static ImageReference tag(String name) throws UsageException {
    ImageReference reference = ImageArgument.parse("--tag", name);
    if (reference.digest().isPresent()) {
      throw new UsageException(
          "--tag " + name + ": a digest can't be chosen; leave out @" + reference.digest().get());
    }
    return reference;
  }

  private static Optional<Compression> compression(List<OutputSpec> specs) throws UsageException {
    ImmutableSet<Compression> all =
        specs.stream()
            .flatMap(spec -> spec.compression().stream())
            .collect(ImmutableSet.toImmutableSet());
    if (all.size() > 1) {
      throw UsageException.notYet("several outputs with different compression=");
    }
    return all.stream().findFirst();
  }
}
