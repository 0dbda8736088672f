package dev.jbuild.cli.command;

import dev.jbuild.cache.Usage;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.text.ByteSize;
import dev.jbuild.cli.text.TextTable;

/** {@code jbuild du}. */
final class DiskUsageCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("du");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild du",
        "Shows what the cache and the local store take.",
        "jbuild du",
        "JBUILD_HOME=/mnt/ci jbuild du");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    try (Engine engine = session.tools().open()) {
      Usage usage = engine.usage();
      TextTable table = new TextTable("WHAT", "ITEMS", "SIZE");
      for (Usage.Part part : usage.parts()) {
        table.row(word(part.kind()), String.valueOf(part.items()), ByteSize.of(part.bytes()));
      }
      table.row("total", "", ByteSize.of(usage.bytes()));
      table.lines().forEach(session.console().out()::println);
    }
    return ExitStatus.DONE;
  }

  private static String word(Usage.Kind kind) {
    return switch (kind) {
      case PLAIN_COPY -> "uncompressed copies of layers";
      case UNPACKED_LAYER -> "unpacked layers (estimated)";
      case BLOB -> "blobs";
      case LAYER_INDEX -> "layer indexes";
      case STEP_RESULT -> "results of steps";
      case UNFINISHED_DOWNLOAD -> "unfinished downloads";
      case FILE_DIGESTS -> "digests of context files";
      case SOURCE -> "git repositories and checkouts";
      case CACHE_MOUNT -> "cache mounts of RUN";
      case IMAGE -> "images (never pruned)";
    };
  }
}
