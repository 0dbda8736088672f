package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.graph.Vertex;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.lint.Rules;
import dev.jbuild.parser.source.Span;
import java.util.stream.Stream;

/** Finds sources of COPY and ADD that the ignore file keeps out of the build context. */
final class IgnoredSources {
  private IgnoredSources() {}

  static ImmutableList<Diagnostic> find(BuildGraph graph, SourceTree context) {
    return graph.vertices().stream()
        .flatMap(vertex -> find(vertex, context))
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<Diagnostic> find(Vertex vertex, SourceTree context) {
    return vertex.operation() instanceof Operation.Copy copy && vertex.span().isPresent()
        ? copy.sources().stream()
            .filter(CopyInput.FromContext.class::isInstance)
            .map(source -> ((CopyInput.FromContext) source).pattern())
            .filter(context::hidesSource)
            .map(path -> finding(copy.isAdd() ? "Add" : "Copy", path, vertex.span().get()))
        : Stream.empty();
  }

  private static Diagnostic finding(String verb, String path, Span span) {
    return Rules.COPY_IGNORED_FILE.at(
        span, "Attempting to " + verb + " file \"" + path + "\" that is excluded by .dockerignore");
  }
}
