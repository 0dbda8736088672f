package dev.jbuild.builder.plan;

import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.word.WordExpander;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a stage that SOURCE_DATE_EPOCH names: it adds one thing from elsewhere and no more. */
final class EpochStage {
  private static final String ONE_ADD =
      "SOURCE_DATE_EPOCH stage must contain exactly one remote ADD";

  private final PlanRequest request;
  private final WordExpander expander;
  private final Problems problems;

  EpochStage(PlanRequest request, WordExpander expander, Problems problems) {
    this.request = request;
    this.expander = expander;
    this.problems = problems;
  }

  SourceDateEpoch.Added read(Stage stage, Scope globals) throws Refusal {
    Scope scope =
        Scope.of(
            Maps.filterKeys(
                globals.environment().map(), name -> !name.equals(SourceDateEpoch.NAME)));
    Word base = stage.from().image();
    if (!words(stage.from(), scope).expand(base).equals("scratch")) {
      throw Refusal.at(base.span(), "SOURCE_DATE_EPOCH stage must use FROM scratch");
    }
    List<SourceDateEpoch.Added> added = new ArrayList<>();
    for (Instruction instruction : stage.instructions()) {
      switch (instruction) {
        case Instruction.Arg arg -> scope = declare(arg, scope);
        case Instruction.Add add ->
            added.add(new SourceDateEpoch.Added(source(add, words(add, scope)), add.span()));
        default -> throw unsupported(instruction);
      }
    }
    if (added.size() != 1) {
      Instruction place = added.size() > 1 ? stage.instructions().getLast() : stage.from();
      throw Refusal.at(place.span(), ONE_ADD);
    }
    return added.getFirst();
  }

  private Scope declare(Instruction.Arg arg, Scope scope) throws Refusal {
    Scope next = scope;
    for (Instruction.Arg.Declaration declaration : arg.declarations()) {
      String name = declaration.name().text();
      String given = request.buildArgs().get(name);
      Optional<String> value =
          given != null ? Optional.of(given) : words(arg, next).expand(declaration.defaultValue());
      next = value.isPresent() ? next.withVariable(name, value.get()) : next;
    }
    return next;
  }

  private static CopyInput source(Instruction.Add add, Words words) throws Refusal {
    CopyInstruction instruction = CopyInstruction.of(add);
    if (instruction.sources().size() != 1 || instruction.paths().isEmpty()) {
      throw Refusal.at(add.span(), ONE_ADD + " source");
    }
    Word path = Iterables.getOnlyElement(instruction.paths());
    Optional<String> checksum =
        words.expand(instruction.flags().checksum()).filter(value -> !value.isEmpty());
    return new RemoteSource(instruction, checksum, path.span())
        .read(words.expand(path))
        .orElseThrow(() ->
            Refusal.at(
                path.span(), "SOURCE_DATE_EPOCH stage source must be a single HTTP(S) or Git ADD"));
  }

  private static Refusal unsupported(Instruction instruction) {
    String name = instruction.original().strip().split("\\s", 2)[0];
    return Refusal.at(
        instruction.span(),
        "SOURCE_DATE_EPOCH stage does not meet source-only requirements: unsupported "
            + name
            + " instruction",
        "name a stage that has nothing but ARG and one ADD");
  }

  private Words words(Instruction instruction, Scope scope) {
    return new Words(expander, Step.own(instruction), scope, problems);
  }
}
