package dev.jbuild.cli.command;

import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.ImageArgument;
import dev.jbuild.cli.option.SharedOptions;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code jbuild import}. */
final class ImportCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("import", SharedOptions.platform())
        .with("ROOTFS", "A tar archive, plain or compressed, of a root file system")
        .with("NAME", "Name of the new image");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild import [OPTIONS] ROOTFS NAME",
        "Makes an image of one layer in the local store: a base for FROM without a registry."
            + " Prints its digest.",
        "mmdebstrap --variant=minbase bookworm rootfs.tar",
        "jbuild import rootfs.tar debian:12");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    Path archive = Path.of(arguments.required(0, "ROOTFS, a tar archive"));
    ImageReference name = ImageArgument.parse("import", arguments.required(1, "NAME"));
    if (!Files.isRegularFile(archive)) {
      throw new UsageException("import: no such archive: " + archive);
    }
    try (Engine engine = session.tools().open()) {
      Digest digest = engine.importRoot(archive, name, SharedOptions.platform(arguments));
      session.console().out().println(digest);
    }
    return ExitStatus.DONE;
  }
}
