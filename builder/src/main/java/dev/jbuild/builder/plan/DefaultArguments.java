package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.lint.Rules;
import dev.jbuild.parser.word.Environment;
import dev.jbuild.parser.word.WordException;
import dev.jbuild.parser.word.WordExpander;

/** Judges what FROM names where nobody gives build arguments. */
public final class DefaultArguments {
  private DefaultArguments() {}

  /** Finds the FROMs that name no image then. Pure. */
  public static ImmutableList<Diagnostic> check(Dockerfile file, PlanRequest request) {
    WordExpander expander = new WordExpander(file.escape());
    Problems problems = new Problems(file.source());
    Scope defaults = GlobalScope.of(file, withoutArguments(request), expander, problems);
    Environment environment = defaults.environment();
    return file.stages().stream()
        .map(stage -> stage.from().image())
        .filter(image -> !namesAnImage(image, expander, environment))
        .map(DefaultArguments::finding)
        .collect(ImmutableList.toImmutableList());
  }

  private static Diagnostic finding(Word image) {
    return Rules.INVALID_DEFAULT_ARG_IN_FROM.at(
        image.span(),
        "Default value for ARG " + image.text() + " results in empty or invalid base image name");
  }

  private static boolean namesAnImage(Word word, WordExpander expander, Environment environment) {
    try {
      ImageReference.parse(expander.expand(word.text(), environment));
      return true;
    } catch (WordException | IllegalArgumentException e) {
      return false;
    }
  }

  private static PlanRequest withoutArguments(PlanRequest request) {
    return new PlanRequest(
        request.target(),
        ImmutableMap.of(),
        request.labels(),
        request.platform(),
        request.buildPlatform(),
        request.contexts(),
        request.runs());
  }
}
