package dev.jbuild.parser.lint;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.jbuild.parser.ast.Comments;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.source.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Comments above FROM and ARG that describe nothing, because they don't start with the name. */
final class DescriptionCheck implements FileCheck {
  private static final Splitter WORDS = Splitter.on(' ');

  @Override
  public void check(Dockerfile file, Problems findings) {
    file.metaArgs().forEach(arg -> check(arg, file.comments(), findings));
    for (Stage stage : file.stages()) {
      stage
          .name()
          .map(name -> ImmutableList.of(name.toLowerCase(Locale.ROOT)))
          .ifPresent(names -> check("FROM", names, stage.from().span(), file.comments(), findings));
      for (Instruction instruction : stage.instructions()) {
        if (instruction instanceof Instruction.Arg arg) {
          check(arg, file.comments(), findings);
        }
      }
    }
  }

  private static void check(Instruction.Arg arg, Comments comments, Problems findings) {
    ImmutableList<String> names =
        arg.declarations().stream()
            .map(declaration -> declaration.name().text())
            .collect(ImmutableList.toImmutableList());
    check("ARG", names, arg.span(), comments, findings);
  }

  private static void check(
      String keyword,
      ImmutableList<String> names,
      Span span,
      Comments comments,
      Problems findings) {
    @Nullable String last = Iterables.getLast(comments.above(span), null);
    if (last == null
        || InstructionSettings.isCheck(last)
        || names.contains(WORDS.splitToList(last).get(0))) {
      return;
    }
    String name = names.size() == 1 ? names.get(0) : "<name>";
    findings.add(
        Rules.INVALID_DEFINITION_DESCRIPTION.at(
            span,
            "Comment for "
                + keyword
                + " should follow the format: `# "
                + name
                + " <description>`"));
  }
}
