package dev.jbuild.builder.plan;

import com.google.common.collect.Sets;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction.Arg;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.source.Span;
import dev.jbuild.parser.word.WordExpander;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads SOURCE_DATE_EPOCH. */
final class EpochReader {
  private static final String CONTEXT = "context";

  private final Dockerfile file;
  private final PlanRequest request;
  private final WordExpander expander;
  private final Problems problems;

  private EpochReader(Dockerfile file, PlanRequest request) {
    this.file = file;
    this.request = request;
    this.expander = new WordExpander(file.escape());
    this.problems = new Problems(file.source());
  }

  static Optional<SourceDateEpoch> read(Dockerfile file, PlanRequest request)
      throws InvalidDockerfileException {
    return new EpochReader(file, request).read();
  }

  private Optional<SourceDateEpoch> read() throws InvalidDockerfileException {
    Scope globals = GlobalScope.of(file, request, expander, problems);
    Optional<String> value =
        Optional.ofNullable(request.buildArgs().get(SourceDateEpoch.NAME))
            .or(() -> globals.environment().get(SourceDateEpoch.NAME))
            .filter(text -> !text.isEmpty());
    try {
      return value.isEmpty() ? Optional.empty() : Optional.of(meaning(value.get(), globals));
    } catch (Refusal e) {
      problems.add(e.diagnostic());
      throw problems.exception();
    }
  }

  private SourceDateEpoch meaning(String value, Scope globals) throws Refusal {
    if (value.matches("\\d{1,11}")) {
      return new SourceDateEpoch.At(Instant.ofEpochSecond(Long.parseLong(value)));
    }
    if (value.equals(CONTEXT)) {
      return new SourceDateEpoch.MainContext();
    }
    Optional<Origin> context = request.contexts().find(value, request.platform());
    if (context.isPresent()) {
      return context.get() instanceof Origin.Files files
          ? new SourceDateEpoch.NamedFiles(files.context())
          : new SourceDateEpoch.Timeless();
    }
    for (Stage stage : file.stages()) {
      if (stage.name().filter(value::equalsIgnoreCase).isPresent()) {
        return new EpochStage(request, expander, problems).read(stage, globals);
      }
    }
    throw Refusal.at(
        span(),
        "invalid SOURCE_DATE_EPOCH: " + value,
        Suggestion.question(value, names())
            .orElse("expected seconds since 1970, or context, or the name of a context or stage"));
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>(Set.of(CONTEXT));
    file.stages().forEach(stage -> stage.name().ifPresent(names::add));
    return Sets.union(names, request.contexts().names());
  }

  /** Where it is declared; a build argument that is not stands with the first stage. */
  private Span span() {
    for (Arg arg : file.metaArgs()) {
      for (Arg.Declaration declaration : arg.declarations()) {
        if (declaration.name().text().equals(SourceDateEpoch.NAME)) {
          return declaration.defaultValue().orElse(declaration.name()).span();
        }
      }
    }
    return file.stages().get(0).from().span();
  }
}
