package dev.jbuild.cli.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code jbuild inspect --gpu} for people. */
public final class GpuReport {
  private final List<String> lines = new ArrayList<>();

  private GpuReport() {}

  public static List<String> lines(GpuFacts facts) {
    GpuReport report = new GpuReport();
    if (facts.any()) {
      report.write(facts);
    } else {
      report.lines.add("no GPU software is mentioned in the image's environment or labels");
    }
    return report.lines;
  }

  private void write(GpuFacts facts) {
    line("CUDA", Optional.of(facts.cuda().orElse("not said (it may come with a Python package)")));
    line("flavour", facts.flavour().map(Flavour::word));
    line("cuDNN", facts.cudnn());
    line("NCCL", facts.nccl());
    line("framework", facts.framework());
    line("lowest driver", facts.lowestDriver().map(GpuReport::lowest));
    line("full support", facts.nativeDriver().map(driver -> driver + " or newer"));
    facts.requirements().forEach((name, requirement) -> requirement(requirement));
    facts.container().forEach((name, value) -> line(containerWord(name), Optional.of(value)));
    facts.notes().forEach(note -> line("note", Optional.of(note)));
  }

  private static String lowest(String driver) {
    return driver + " (minor-version compatibility; nothing that needs PTX compiled)";
  }

  private void requirement(Requirement requirement) {
    line(
        "starts on",
        requirement.lowestCuda().map(cuda -> "drivers for CUDA " + cuda + " or newer"));
    if (!requirement.driverBranches().isEmpty()) {
      String branches =
          String.join(", ", requirement.driverBranches().stream().map(String::valueOf).toList());
      line("and on", Optional.of("driver branches " + branches + " of these cards:"));
      line("", Optional.of(String.join(", ", requirement.brands())));
    }
  }

  private static String containerWord(String variable) {
    return variable.equals("NVIDIA_VISIBLE_DEVICES") ? "devices" : "capabilities";
  }

  private void line(String heading, Optional<String> value) {
    value.ifPresent(text -> lines.add(heading + " ".repeat(15 - heading.length()) + text));
  }
}
