package dev.jbuild.cli.command;

import dev.jbuild.cache.StoredImage;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.Option;
import dev.jbuild.cli.text.ByteSize;
import dev.jbuild.cli.text.TextTable;
import dev.jbuild.oci.ImageReference;
import java.util.List;

/** {@code jbuild images}. */
final class ImagesCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("images", Option.flag("Print the digests only", "-q", "--quiet"));
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild images [OPTIONS]",
        "Lists the images in the local store.",
        "jbuild images",
        "jbuild images -q");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    try (Engine engine = session.tools().open()) {
      List<StoredImage> images = engine.images();
      List<String> lines = arguments.flag("--quiet") ? digests(images) : table(images);
      lines.forEach(session.console().out()::println);
    }
    return ExitStatus.DONE;
  }

  private static List<String> digests(List<StoredImage> images) {
    return images.stream().map(image -> image.manifest().digest().toString()).distinct().toList();
  }

  private static List<String> table(List<StoredImage> images) {
    TextTable table = new TextTable("IMAGE", "DIGEST", "PLATFORM", "CREATED", "SIZE");
    for (StoredImage image : images) {
      table.row(
          image.name().map(ImageReference::familiar).orElse("<none>"),
          image.manifest().digest().shortHex(),
          image.platform().toString(),
          image.created().map(time -> time.replaceFirst("T.*", "")).orElse("-"),
          ByteSize.of(image.size()));
    }
    return table.lines();
  }
}
