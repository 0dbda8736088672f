package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.diagnostic.Severity;
import dev.jbuild.parser.source.SourceText;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is wrong with a Dockerfile, so that all of it is said at once. */
final class Problems {
  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.<Diagnostic>comparingInt(diagnostic -> diagnostic.span().start().line())
          .thenComparingInt(diagnostic -> diagnostic.span().start().column());

  private final SourceText source;
  private final Set<Diagnostic> all = new LinkedHashSet<>();

  Problems(SourceText source) {
    this.source = source;
  }

  void add(Diagnostic diagnostic) {
    all.add(diagnostic);
  }

  ImmutableList<Diagnostic> warnings() {
    return sorted(Severity.WARNING);
  }

  void throwIfAny() throws InvalidDockerfileException {
    if (!sorted(Severity.ERROR).isEmpty()) {
      throw exception();
    }
  }

  InvalidDockerfileException exception() {
    return new InvalidDockerfileException(source, sorted(Severity.ERROR));
  }

  private ImmutableList<Diagnostic> sorted(Severity severity) {
    return all.stream()
        .filter(diagnostic -> diagnostic.severity() == severity)
        .sorted(BY_PLACE)
        .collect(ImmutableList.toImmutableList());
  }
}
