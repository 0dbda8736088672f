package dev.jbuild.cli.option;

import picocli.CommandLine.Model.CommandSpec;

/** What {@code jbuild build} takes: the flags of {@code docker build}, with the same meaning. */
public final class BuildOptions {
  private BuildOptions() {}

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("build");
    spec.addPositional(
        Specs.argument(0, "CONTEXT", "Directory with the files that COPY and ADD may read"));
    what(spec);
    where(spec);
    how(spec);
    return spec.addOption(Options.help());
  }

  /** The options of other builders that are refused by name. */
  public static RefusedOptions refused() {
    return RefusedBuildOptions.ALL;
  }

  private static void what(CommandSpec spec) {
    spec.addOption(
        Options.values("NAME[:TAG]", "Name of the image; may be repeated", "-t", "--tag"));
    spec.addOption(
        Options.value("FILE", "The Dockerfile (default: Dockerfile in CONTEXT)", "-f", "--file"));
    spec.addOption(Options.value("STAGE", "Build this stage (default: the last)", "--target"));
    spec.addOption(
        Options.values(
            "NAME[=VALUE]", "Set an ARG; without VALUE from the environment", "--build-arg"));
    spec.addOption(Options.values("KEY=VALUE", "Add a label to the image", "--label"));
    spec.addOption(
        Options.value(
            "OS/ARCH", "What the image is to run on (default: this machine)", "--platform"));
  }

  private static void where(CommandSpec spec) {
    spec.addOption(
        Options.values(
            "SPEC",
            "Where the result goes: type=image|registry|oci|docker|tar|local,dest=PATH,..."
                + " or a directory, or - for a tar on standard output",
            "-o",
            "--output"));
    spec.addOption(Options.flag("Push to the registries that the names say", "--push"));
    spec.addOption(Options.flag("Store locally, also where other outputs are given", "--load"));
    spec.addOption(Options.value("FILE", "Write the image ID to this file", "--iidfile"));
    spec.addOption(
        Options.value("FILE", "Write digests and names as JSON to this file", "--metadata-file"));
    spec.addOption(Options.flag("Print the image's digest and nothing else", "-q", "--quiet"));
  }

  private static void how(CommandSpec spec) {
    spec.addOption(Options.flag("Do every step again", "--no-cache"));
    spec.addOption(Options.flag("Ask the registry for newer base images", "--pull"));
    spec.addOption(Options.value("MODE", "Network of RUN: default, none or host", "--network"));
    spec.addOption(
        Options.value(
            "KIND", "Compress layers with gzip (default), zstd, or uncompressed", "--compression"));
    spec.addOption(
        Options.value(
            "RULE",
            "Times in the image: fixed (default; SOURCE_DATE_EPOCH or 1980-01-02) or preserve",
            "--timestamps"));
    spec.addOption(Specs.progress());
    spec.addOption(Options.value("false", "Only false: there are none yet", "--provenance"));
    spec.addOption(Options.value("false", "Only false: there are none yet", "--sbom"));
  }
}
