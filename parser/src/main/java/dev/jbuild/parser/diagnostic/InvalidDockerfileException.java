package dev.jbuild.parser.diagnostic;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.source.SourceText;
import java.util.List;

/** A Dockerfile with errors: all of them, in the order of their places. */
public final class InvalidDockerfileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient SourceText source;
  private final transient ImmutableList<Diagnostic> diagnostics;

  public InvalidDockerfileException(SourceText source, List<Diagnostic> diagnostics) {
    super(
        diagnostics.isEmpty()
            ? source.name()
            : source.name() + ": " + diagnostics.get(0).message());
    this.source = source;
    this.diagnostics = ImmutableList.copyOf(diagnostics);
  }

  public SourceText source() {
    return source;
  }

  public ImmutableList<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
