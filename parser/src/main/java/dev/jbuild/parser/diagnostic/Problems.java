package dev.jbuild.parser.diagnostic;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects all that is wrong with one Dockerfile, so that its author hears of it at once. */
public final class Problems {
  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.<Diagnostic>comparingInt(diagnostic -> diagnostic.span().start().line())
          .thenComparingInt(diagnostic -> diagnostic.span().start().column());

  private final List<Diagnostic> diagnostics = new ArrayList<>();

  public void add(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  public void error(Span span, String message) {
    add(Diagnostic.error(span, message));
  }

  /** An error with the next move. */
  public void error(Span span, String message, String help) {
    add(Diagnostic.error(span, message, help));
  }

  /** The errors in the order of their places. */
  public ImmutableList<Diagnostic> errors() {
    return sorted(Severity.ERROR);
  }

  /** The warnings in the order of their places. */
  public ImmutableList<Diagnostic> warnings() {
    return sorted(Severity.WARNING);
  }

  /** Does nothing when there are only warnings. */
  public void throwIfErrors(SourceText source) throws InvalidDockerfileException {
    ImmutableList<Diagnostic> errors = errors();
    if (!errors.isEmpty()) {
      throw new InvalidDockerfileException(source, errors);
    }
  }

  private ImmutableList<Diagnostic> sorted(Severity severity) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.severity() == severity)
        .sorted(BY_PLACE)
        .collect(toImmutableList());
  }
}
