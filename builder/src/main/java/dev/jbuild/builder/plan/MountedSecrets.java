package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.plan.Outline.Mounted;
import dev.jbuild.parser.ast.Instruction.Run;
import dev.jbuild.parser.ast.RunMount;
import dev.jbuild.parser.word.WordException;
import dev.jbuild.parser.word.WordExpander;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The secrets and SSH agents that the RUNs of some stages mount. */
final class MountedSecrets {
  private final WordExpander expander;
  private final Map<String, Mounted> secrets = new LinkedHashMap<>();
  private final Map<String, Mounted> ssh = new LinkedHashMap<>();

  MountedSecrets(WordExpander expander) {
    this.expander = expander;
  }

  /** Adds those of a stage, where none of that name is there yet. */
  void add(ReachedStage stage, StageState end) {
    for (Step step : stage.steps()) {
      if (step.instruction() instanceof Run run) {
        run.flags().mounts().forEach(mount -> add(mount, step, end));
      }
    }
  }

  private void add(RunMount mount, Step step, StageState end) {
    switch (mount.type()) {
      case SECRET -> put(secrets, expand(secretName(mount), end), mount, step);
      case SSH -> put(ssh, expand(option(mount, "id", "default"), end), mount, step);
      default -> {}
    }
  }

  private static void put(Map<String, Mounted> all, String name, RunMount mount, Step step) {
    boolean required = option(mount, "required", "false").matches("(?i)1|t|true");
    all.putIfAbsent(name, new Mounted(name, required, step.span()));
  }

  private static String secretName(RunMount mount) {
    String source = option(mount, "source", option(mount, "target", ""));
    return option(mount, "id", source.substring(source.lastIndexOf('/') + 1));
  }

  private static String option(RunMount mount, String key, String otherwise) {
    return mount.options().getOrDefault(key, otherwise);
  }

  /** A name that can't be expanded stays as it is: it is an error of the build. */
  private String expand(String name, StageState end) {
    try {
      return expander.expand(name, end.scope().environment());
    } catch (WordException e) {
      return name;
    }
  }

  ImmutableList<Mounted> secrets() {
    return sorted(secrets);
  }

  ImmutableList<Mounted> ssh() {
    return sorted(ssh);
  }

  private static ImmutableList<Mounted> sorted(Map<String, Mounted> all) {
    return all.values().stream()
        .sorted(Comparator.comparingInt(mounted -> mounted.span().start().line()))
        .collect(ImmutableList.toImmutableList());
  }
}
