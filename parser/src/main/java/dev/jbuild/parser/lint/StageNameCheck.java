package dev.jbuild.parser.lint;

import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.Problems;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** How stages are named. */
final class StageNameCheck implements FileCheck {
  private static final ImmutableSet<String> RESERVED = ImmutableSet.of("scratch", "context");

  @Override
  public void check(Dockerfile file, Problems findings) {
    Set<String> seen = new HashSet<>();
    for (Stage stage : file.stages()) {
      stage.name().ifPresent(name -> check(stage.from(), name, seen, findings));
    }
  }

  private static void check(
      Instruction.From from, String name, Set<String> seen, Problems findings) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!name.equals(lower)) {
      findings.add(
          Rules.STAGE_NAME_CASING.at(from.span(), "stage name \"" + name + "\" is not lowercase"));
    }
    if (RESERVED.contains(lower)) {
      findings.add(
          Rules.RESERVED_STAGE_NAME.at(from.span(), "stage name \"" + name + "\" is reserved"));
    }
    if (!seen.add(lower)) {
      findings.add(
          Rules.DUPLICATE_STAGE_NAME.at(
              from.span(), "a stage before this one is named \"" + name + "\" too"));
    }
  }
}
