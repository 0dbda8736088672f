package dev.jbuild.builder.plan;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.Span;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The program that is to read the Dockerfile: {@code # syntax=}, or BUILDKIT_SYNTAX in its place.
 * Here it is always jbuild, which reads what Docker's own reads; who wants another must know.
 */
final class Frontend {
  private static final String ARGUMENT = "BUILDKIT_SYNTAX";
  private static final Pattern SAME =
      Pattern.compile("dockerfile\\.v0|(docker\\.io/)?docker/dockerfile(-upstream)?([:@].*)?");

  private Frontend() {}

  static void warn(Dockerfile file, PlanRequest request, Problems problems) {
    Optional<Word> directive = file.directives().syntax();
    Optional<String> wanted =
        Optional.ofNullable(request.buildArgs().get(ARGUMENT)).or(() -> directive.map(Word::text));
    Span span = directive.map(Word::span).orElse(file.stages().get(0).from().span());
    wanted
        .map(text -> text.strip().split("\\s+", 2)[0])
        .filter(name -> !SAME.matcher(name).matches())
        .ifPresent(name -> problems.add(unused(span, name)));
  }

  private static Diagnostic unused(Span span, String name) {
    return Diagnostic.warning(
        span, "the frontend " + name + " is not used: jbuild reads the Dockerfile itself");
  }
}
