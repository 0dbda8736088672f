package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;

/** What {@code jbuild build} takes: the flags of {@code docker build}, with the same meaning. */
public final class BuildOptions {
  private BuildOptions() {}

  public static CommandSpec spec() {
    Option[] all =
        ImmutableList.<Option>builder()
            .addAll(what())
            .addAll(where())
            .addAll(how())
            .addAll(runs())
            .build()
            .toArray(new Option[0]);
    return CommandSpec.of("build", all)
        .with(
            "CONTEXT",
            "Files that COPY and ADD may read: a directory, a git or web URL, or - (stdin)");
  }

  /** The options of other builders that are refused by name. */
  public static RefusedOptions refused() {
    return RefusedBuildOptions.ALL;
  }

  private static ImmutableList<Option> what() {
    return ImmutableList.of(
        Option.value("NAME[:TAG]", "Name of the image; may be repeated", "-t", "--tag"),
        Option.value(
            "FILE", "The Dockerfile (default: Dockerfile in CONTEXT); - is stdin", "-f", "--file"),
        Option.value(
            "NAME=VALUE",
            "Files or an image that FROM and --from get for NAME: a directory, a git or"
                + " web URL, docker-image://REF or oci-layout://DIR[:TAG][@DIGEST]",
            "--build-context"),
        Option.value("STAGE", "Build this stage (default: the last)", "--target"),
        Option.flag("Build nothing: say what the rules find, as --call=check", "--check"),
        Option.value(
            "METHOD",
            "What to do: build, check, outline (what a build takes) or targets; with"
                + " ,format=json as JSON",
            "--call"),
        Option.value(
            "NAME[=VALUE]", "Set an ARG; without VALUE from the environment", "--build-arg"),
        Option.value("KEY=VALUE", "Add a label to the image", "--label"),
        Option.value(
            "OS/ARCH", "What the image is to run on (default: this machine)", "--platform"));
  }

  private static ImmutableList<Option> where() {
    return ImmutableList.of(
        Option.value(
            "SPEC",
            "Where the result goes: type=image|registry|oci|docker|tar|local,dest=PATH,..."
                + " or a directory, or - for a tar on standard output",
            "-o",
            "--output"),
        Option.flag("Push to the registries that the names say", "--push"),
        Option.flag("Store locally, also where other outputs are given", "--load"),
        Option.value("FILE", "Write the image ID to this file", "--iidfile"),
        Option.value("FILE", "Write digests and names as JSON to this file", "--metadata-file"),
        Option.flag("Print the image's digest and nothing else", "-q", "--quiet"));
  }

  private static ImmutableList<Option> how() {
    return ImmutableList.of(
        Option.flag("Do every step again", "--no-cache"),
        Option.flag("Ask the registry for newer base images", "--pull"),
        Option.value(
            "FILE",
            "Rules on which images, repositories and files are taken (JSON, as BuildKit has them)",
            "--source-policy-file"),
        Option.value(
            "KIND", "Compress layers with gzip (default), zstd, or uncompressed", "--compression"),
        Option.value(
            "RULE",
            "Times in the image: fixed (default; SOURCE_DATE_EPOCH or 1980-01-02) or preserve",
            "--timestamps"),
        SharedOptions.progress(),
        Option.value("false", "Only false: there are none yet", "--provenance"),
        Option.value("false", "Only false: there are none yet", "--sbom"));
  }

  private static ImmutableList<Option> runs() {
    return ImmutableList.of(
        Option.value(
            "MODE",
            "Network of RUN: default (its own where slirp4netns works), none or host",
            "--network"),
        Option.value(
            "KIND",
            "What keeps RUN apart: auto (default; the best there is), oci (crun or runc), namespace"
                + " (built in), or chroot (next to nothing; where namespaces are forbidden)",
            "--isolation"),
        Option.value(
            "KIND",
            "Users that RUN knows: auto (default), or single (root alone; needs no sub-ids)",
            "--userns"),
        Option.value(
            "WHAT",
            "Let RUN ask for more: network.host (RUN --network=host), security.insecure"
                + " (RUN --security=insecure); device is taken, but RUN --device needs no leave",
            "--allow"),
        Option.value(
            "DIR",
            "Where CDI files describe devices (default: /etc/cdi and /var/run/cdi); may be"
                + " repeated, later ones win",
            "--cdi-spec-dir"),
        Option.value(
            "SPEC",
            "Show RUN a secret: id=NAME,src=FILE or id=NAME,env=VARIABLE; may be repeated",
            "--secret"),
        Option.value(
            "ID[=PATH]",
            "Show RUN an SSH agent: default, or ID=SOCKET, or ID=KEYFILE[,KEYFILE]",
            "--ssh"),
        Option.value(
            "NAME:ADDRESS",
            "Add a line to RUN's /etc/hosts; the address host-gateway is this machine",
            "--add-host"),
        Option.value("SIZE", "Size of RUN's /dev/shm (default: 64m)", "--shm-size"),
        Option.value(
            "NAME=SOFT[:HARD]", "Limit each process of RUN, as nofile=1024:4096", "--ulimit"),
        Option.value(
            "shell",
            "Where a RUN fails, open a shell in its root, with its mounts, at this terminal",
            "--on-error"),
        Option.value("SIZE", "Memory that a RUN may take, as 2g; needs cgroups", "-m", "--memory"),
        Option.value(
            "NUMBER", "Processors that a RUN may keep busy, as 1.5; needs cgroups", "--cpus"));
  }
}
