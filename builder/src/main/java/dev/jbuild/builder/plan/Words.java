package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Heredoc;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.lint.Rules;
import dev.jbuild.parser.source.Span;
import dev.jbuild.parser.word.Environment;
import dev.jbuild.parser.word.Expansion;
import dev.jbuild.parser.word.WordException;
import dev.jbuild.parser.word.WordExpander;
import java.util.List;
import java.util.Optional;

/**
 * The words of one instruction: all of them see the variables from before it.
 *
 * @param problems takes the warnings about variables that are not defined
 */
record Words(WordExpander expander, Step step, Scope scope, Problems problems) {

  String expand(Word word) throws Refusal {
    Span span = step.place(word.span());
    try {
      return warned(span, expander.expansion(word.text(), environment()));
    } catch (WordException e) {
      throw Refusal.malformed(span, e);
    }
  }

  Optional<String> expand(Optional<Word> word) throws Refusal {
    return word.isPresent() ? Optional.of(expand(word.get())) : Optional.empty();
  }

  ImmutableList<String> expandAll(List<Word> words) throws Refusal {
    ImmutableList.Builder<String> expanded = ImmutableList.builder();
    for (Word word : words) {
      expanded.add(expand(word));
    }
    return expanded.build();
  }

  /** Expands a word that may become several. */
  ImmutableList<String> split(Word word) throws Refusal {
    try {
      return expander.expandToWords(word.text(), environment());
    } catch (WordException e) {
      throw Refusal.malformed(step.place(word.span()), e);
    }
  }

  String document(Heredoc heredoc) throws Refusal {
    if (!heredoc.expand()) {
      return heredoc.content();
    }
    Span span = step.place(heredoc.span());
    try {
      return warned(span, WordExpander.expandHeredoc(heredoc.content(), environment()));
    } catch (WordException e) {
      throw Refusal.malformed(span, e);
    }
  }

  /** The instruction as the progress view shows it; what cannot be expanded, as written. */
  String shown() {
    String original = step.instruction().original();
    try {
      return expander.expand(original, environment());
    } catch (WordException e) {
      return original;
    }
  }

  private Environment environment() {
    return scope.environment();
  }

  private String warned(Span span, Expansion expansion) {
    for (String name : expansion.unset()) {
      if (!scope.arguments().contains(name)) {
        problems.add(undefined(span, name));
      }
    }
    return expansion.value();
  }

  private Diagnostic undefined(Span span, String name) {
    String hint =
        Suggestion.nearest(name, scope.environment().map().keySet())
            .map(match -> " (did you mean $" + match + "?)")
            .orElse("");
    return Rules.UNDEFINED_VAR.at(span, "Usage of undefined variable '$" + name + "'" + hint);
  }
}
