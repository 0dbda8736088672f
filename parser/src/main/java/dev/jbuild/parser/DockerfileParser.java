package dev.jbuild.parser;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.jbuild.parser.ast.Comments;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.instruction.Context;
import dev.jbuild.parser.instruction.Instructions;
import dev.jbuild.parser.lexer.LexedFile;
import dev.jbuild.parser.lexer.Lexer;
import dev.jbuild.parser.lexer.Statement;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.util.Optional;

/** Parses Dockerfiles. */
public final class DockerfileParser {
  private DockerfileParser() {}

  /**
   * Parses a whole Dockerfile. Words are as written; what depends on build arguments or on base
   * images is not judged. Malformed words of stages are kept with these, unless there are other
   * errors, too.
   *
   * @throws InvalidDockerfileException with all errors of the file, in the order of their places
   */
  public static Dockerfile parse(SourceText source) throws InvalidDockerfileException {
    Problems problems = new Problems();
    LexedFile file = Lexer.lex(source, problems);
    StageCollector stages = new StageCollector(problems, new WordCheck(file.escape()));
    Context context = new Context(file.escape(), problems);
    ImmutableListMultimap.Builder<Integer, String> comments = ImmutableListMultimap.builder();
    for (Statement statement : file.statements()) {
      comments.putAll(statement.span().start().line(), statement.comments());
      Optional<? extends Instruction> instruction = Instructions.parse(statement, context);
      stages.add(statement, instruction);
    }
    stages.finish(file.statements().isEmpty());
    if (!problems.errors().isEmpty()) {
      stages.stages().forEach(stage -> stage.malformed().forEach(problems::add));
      problems.throwIfErrors(source);
    }
    return new Dockerfile(
        source,
        file.directives(),
        file.escape(),
        stages.metaArgs(),
        stages.stages(),
        new Comments(comments.build()),
        problems.warnings());
  }

  /**
   * Parses the text of an ONBUILD trigger as it stands in an image's config. Its escape character
   * is the backslash, whatever the Dockerfile had that it comes from.
   *
   * @param source the trigger under a name such as {@code ONBUILD of debian:13}
   * @throws InvalidDockerfileException where it is no instruction, more than one, or none that may
   *     be a trigger
   */
  public static Instruction parseTrigger(SourceText source) throws InvalidDockerfileException {
    Problems problems = new Problems();
    SourceText onBuild = new SourceText(source.name(), "ONBUILD " + source.text());
    ImmutableList<Statement> statements = Lexer.lex(onBuild, problems).statements();
    if (statements.size() != 1) {
      problems.error(Span.START, "a trigger is one instruction, not " + statements.size());
      problems.throwIfErrors(onBuild);
    }
    Optional<? extends Instruction> parsed =
        Instructions.parse(statements.get(0), new Context('\\', problems));
    problems.throwIfErrors(onBuild);
    return ((Instruction.OnBuild) parsed.orElseThrow()).trigger();
  }
}
