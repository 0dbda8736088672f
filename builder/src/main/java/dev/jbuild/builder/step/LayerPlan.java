package dev.jbuild.builder.step;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/**
 * All that a layer will hold, known before any content is read.
 *
 * @param entries sorted by path; empty where the step changes nothing
 */
public record LayerPlan(ImmutableList<PlannedEntry> entries) {
  static final LayerPlan NOTHING = new LayerPlan(ImmutableList.of());

  /** Equal for plans that give the same tar. */
  public Digest digest() {
    return Fingerprint.of("layer plan 1")
        .addAll(Lists.transform(entries, planned -> EntryText.of(planned.entry())))
        .digest();
  }

  /** Writes the entries; the caller finishes the layer. */
  public void write(LayerWriter writer) throws IOException, BuildFailedException {
    for (PlannedEntry planned : entries) {
      switch (planned) {
        case PlannedEntry.File file -> write(file, writer);
        case PlannedEntry.Other other -> writer.add(other.entry());
      }
    }
  }

  private static void write(PlannedEntry.File planned, LayerWriter writer)
      throws IOException, BuildFailedException {
    RegularFile file = planned.entry();
    try {
      RegularFile written =
          writer.file(file.path(), file.metadata(), file.size(), planned.content());
      if (!written.content().equals(file.content())) {
        throw changed(file);
      }
    } catch (NoSuchFileException e) {
      throw new BuildFailedException("the source of /" + file.path() + " vanished: " + e.getFile());
    }
  }

  private static BuildFailedException changed(RegularFile file) {
    return new BuildFailedException(
        "the source of /" + file.path() + " changed while it was copied; build again");
  }
}
