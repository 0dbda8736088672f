package dev.jbuild.cli.command;

import dev.jbuild.cli.text.ByteSize;
import dev.jbuild.cli.text.TextTable;
import dev.jbuild.oci.ContainerConfig;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.History;
import dev.jbuild.oci.image.Image;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** {@code jbuild inspect} for people. */
final class ImageReport {
  private static final int LONGEST_INSTRUCTION = 90;
  private final List<String> lines = new ArrayList<>();

  private ImageReport() {}

  /**
   * Lines for people.
   *
   * @param name empty for an image that has none
   */
  static List<String> lines(String name, Image image) {
    ImageReport report = new ImageReport();
    report.head(name, image);
    report.container(image.config().container());
    report.layers(image);
    return report.lines;
  }

  private void head(String name, Image image) {
    line("name", name);
    line("digest", image.digest().toString());
    line("image ID", image.manifest().config().digest().toString());
    line("platform", image.platform().toString());
    line("created", image.config().created().orElse(""));
    long size = image.manifest().layers().stream().mapToLong(Descriptor::size).sum();
    line("size", ByteSize.of(size) + ", compressed; layers: " + image.layers().size());
  }

  private void container(ContainerConfig config) {
    config.entrypoint().ifPresent(words -> line("entrypoint", words.toString()));
    config.cmd().ifPresent(words -> line("cmd", words.toString()));
    line("user", config.user());
    line("workdir", config.workingDir());
    line("ports", String.join(", ", config.exposedPorts()));
    line("volumes", String.join(", ", config.volumes()));
    pairs("env", config.env());
    pairs("label", config.labels());
  }

  private void pairs(String heading, Map<String, String> pairs) {
    pairs.forEach((key, value) -> line(heading, key + "=" + value));
  }

  private void layers(Image image) {
    lines.add("");
    TextTable table = new TextTable("SIZE", "LAYER", "MADE BY");
    Iterator<Descriptor> blobs = image.manifest().layers().iterator();
    for (History entry : image.config().history()) {
      String instruction = instruction(entry.createdBy());
      if (entry.emptyLayer() || !blobs.hasNext()) {
        table.row("-", "-", instruction);
      } else {
        row(table, blobs.next(), instruction);
      }
    }
    blobs.forEachRemaining(blob -> row(table, blob, ""));
    lines.addAll(table.lines());
  }

  private static void row(TextTable table, Descriptor blob, String instruction) {
    table.row(ByteSize.of(blob.size()), blob.digest().shortHex(), instruction);
  }

  /** One line, without what every builder adds to it. */
  private static String instruction(String createdBy) {
    String text = createdBy.replaceAll("\\s+", " ").replaceFirst(" # buildkit$", "").strip();
    boolean tooLong = text.length() > LONGEST_INSTRUCTION;
    return tooLong ? text.substring(0, LONGEST_INSTRUCTION - 3) + "..." : text;
  }

  private void line(String heading, String value) {
    if (!value.isEmpty()) {
      lines.add(heading + " ".repeat(12 - heading.length()) + value);
    }
  }
}
