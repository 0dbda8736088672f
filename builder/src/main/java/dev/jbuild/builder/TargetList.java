package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.util.Locale;
import java.util.Optional;

/** The stages of a Dockerfile, any of which may be built. */
public record TargetList(SourceText source, ImmutableList<Target> targets) {

  /**
   * A stage.
   *
   * @param name in lower case
   * @param isDefault whether it is built if nobody names a target
   * @param description from the comment above its FROM
   * @param base as written
   * @param platform as written
   */
  public record Target(
      Optional<String> name,
      boolean isDefault,
      Optional<String> description,
      String base,
      Optional<String> platform,
      Span span) {}

  static TargetList of(Dockerfile file) {
    return new TargetList(
        file.source(),
        file.stages().stream()
            .map(stage -> target(file, stage))
            .collect(ImmutableList.toImmutableList()));
  }

  private static Target target(Dockerfile file, Stage stage) {
    Span span = stage.from().span();
    Optional<String> name = stage.name().map(text -> text.toLowerCase(Locale.ROOT));
    return new Target(
        name,
        stage.index() == file.stages().size() - 1,
        name.flatMap(text -> file.comments().describing(text, span)),
        stage.from().image().text(),
        stage.from().platform().map(Word::text),
        span);
  }
}
