package dev.jbuild.cli.command;

import dev.jbuild.builder.CopyRequest;
import dev.jbuild.builder.ImageLocation;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.LocationArgument;
import dev.jbuild.cli.option.Option;
import dev.jbuild.cli.option.SharedOptions;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.Platform;
import java.util.Optional;

/** {@code jbuild copy}. */
final class CopyCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of(
            "copy",
            SharedOptions.platform(),
            Option.flag("All that an index lists, and the index itself", "--all"),
            Option.flag("Take signatures and other referrers along", "--referrers"),
            SharedOptions.progress())
        .with("SOURCE", "One of " + LocationArgument.kinds())
        .with("TARGET", "Likewise");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild copy [OPTIONS] SOURCE TARGET",
        "Copies an image from place to place, byte for byte, and checks every byte. What the target"
            + " has already is not copied again. Prints the digest.",
        "jbuild copy docker://ghcr.io/team/app:1 docker://127.0.0.1:5000/team/app:1",
        "jbuild copy --all --referrers docker://ghcr.io/team/app:1 oci:app:1",
        "jbuild copy store:mymodel:v1 docker-archive:mymodel.tar:mymodel:v1");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    ImageLocation source = LocationArgument.parse("copy", arguments.required(0, "SOURCE"));
    ImageLocation target = LocationArgument.parse("copy", arguments.required(1, "TARGET"));
    CopyRequest request =
        new CopyRequest(source, target, platform(arguments), arguments.flag("--referrers"));
    Digest digest =
        Transfers.run(
            "copy to " + target,
            arguments,
            session,
            (engine, events) -> {
              if (source instanceof ImageLocation.Store stored) {
                StoredImages.find(engine, stored.key(), request.platform().orElse(Platform.host()));
              }
              return engine.copy(request, events);
            });
    session.console().out().println(shown(target, digest));
    return ExitStatus.DONE;
  }

  private static Optional<Platform> platform(Arguments arguments) throws UsageException {
    if (!arguments.flag("--all")) {
      return Optional.of(SharedOptions.platform(arguments));
    }
    if (arguments.value("--platform").isPresent()) {
      throw new UsageException("copy: --all and --platform exclude each other");
    }
    return Optional.empty();
  }

  private static String shown(ImageLocation target, Digest digest) {
    return switch (target) {
      case ImageLocation.Registry place -> place.name().withDigest(digest).familiar();
      case ImageLocation.Store _,
          ImageLocation.Layout _,
          ImageLocation.OciArchive _,
          ImageLocation.DockerArchive _,
          ImageLocation.Directory _ ->
          digest.toString();
    };
  }
}
