package dev.jbuild.cli.command;

import dev.jbuild.cache.PrunePolicy;
import dev.jbuild.cache.Pruned;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Amounts;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.Option;
import dev.jbuild.cli.text.ByteSize;
import java.time.Duration;

/** {@code jbuild prune}. */
final class PruneCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of(
        "prune",
        Option.value("TIME", "Spare what was used within this time: 90m, 24h, 7d", "--unused-for"),
        Option.value("SIZE", "Stop when the cache is this small: 500MB, 10GB", "--keep"));
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild prune [OPTIONS]",
        "Removes what builds can make again: the cache, and with it the caches of RUN"
            + " --mount=type=cache and images without a name; never images with one.",
        "jbuild prune",
        "jbuild prune --unused-for 7d --keep 20GB");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    Duration unusedFor = Amounts.duration("--unused-for", arguments.value("--unused-for"));
    long keep = Amounts.bytes("--keep", arguments.value("--keep"));
    try (Engine engine = session.tools().open()) {
      Pruned pruned = engine.prune(new PrunePolicy(unusedFor, keep));
      session
          .console()
          .out()
          .println("removed " + pruned.items() + " items, " + ByteSize.of(pruned.bytes()));
    }
    return ExitStatus.DONE;
  }
}
