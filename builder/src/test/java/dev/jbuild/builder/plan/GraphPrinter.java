package dev.jbuild.builder.plan;

import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.builder.graph.HistoryStep;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.Operation.BaseImage;
import dev.jbuild.builder.graph.Operation.Copy;
import dev.jbuild.builder.graph.Operation.MakeDirectory;
import dev.jbuild.builder.graph.Operation.Run;
import dev.jbuild.builder.graph.Vertex;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans as text for people to compare. */
final class GraphPrinter {
  private final StringBuilder text = new StringBuilder();

  static String print(BuildGraph graph, List<Diagnostic> warnings) {
    GraphPrinter printer = new GraphPrinter();
    graph.vertices().forEach(printer::vertex);
    printer.line(0, "root", id(graph.root()));
    graph.history().forEach(printer::history);
    warnings.forEach(warning -> printer.line(0, "warning", diagnostic(warning)));
    return printer.text.toString();
  }

  static String needs(Collection<BaseRequest> requests) {
    GraphPrinter printer = new GraphPrinter();
    for (BaseRequest request : requests) {
      printer.line(0, "needs", request.reference() + " for " + request.platform());
      printer.line(1, "at", place(request.span()));
      request.help().ifPresent(help -> printer.line(1, "help", help));
    }
    return printer.text.toString();
  }

  static String diagnostics(List<Diagnostic> diagnostics) {
    StringBuilder text = new StringBuilder();
    diagnostics.forEach(diagnostic -> text.append(diagnostic(diagnostic)).append('\n'));
    return text.toString();
  }

  private static String diagnostic(Diagnostic diagnostic) {
    String rule = diagnostic.rule().map(name -> name + ": ").orElse("");
    String help = diagnostic.help().map(hint -> "\n  help: " + hint).orElse("");
    return place(diagnostic.span()) + ": " + rule + diagnostic.message() + help;
  }

  private void vertex(Vertex vertex) {
    String place = vertex.span().map(span -> "  (" + place(span) + ")").orElse("");
    line(0, String.valueOf(vertex.id().index()), vertex.name() + place);
    operation(vertex.operation());
  }

  private void operation(Operation operation) {
    switch (operation) {
      case BaseImage image -> line(1, "image", image.reference() + " for " + image.platform());
      case MakeDirectory directory -> makeDirectory(directory);
      case Run run -> run(run);
      case Copy copy -> copy(copy);
    }
  }

  private void makeDirectory(MakeDirectory directory) {
    line(1, "mkdir", directory.path());
    line(2, "on", id(directory.parent()));
    line(2, "user", directory.user());
  }

  private void run(Run run) {
    line(1, "run", GoText.quotedList(run.arguments()));
    line(2, "on", id(run.parent()));
    map("env", run.environment().map());
    map("hidden", run.hiddenEnvironment());
    line(2, "in", run.workingDirectory());
    line(2, "user", run.user());
    line(2, "network", run.network().toString());
    if (run.insecure()) {
      line(2, "insecure", "");
    }
    run.scripts().forEach((path, content) -> line(2, path, GoText.quoted(content)));
    run.mounts().forEach(mount -> line(2, "mount", mount.toString()));
    run.devices().forEach(device -> line(2, "device", device.toString()));
  }

  private void copy(Copy copy) {
    line(1, copy.isAdd() ? "add to" : "copy to", copy.destination());
    line(2, "on", id(copy.parent()));
    copy.sources().forEach(source -> line(2, "from", source.toString()));
    copy.owner().ifPresent(owner -> line(2, "owner", owner));
    copy.mode().ifPresent(mode -> line(2, "mode", mode.toString()));
    copy.excludes().forEach(pattern -> line(2, "exclude", pattern));
    if (copy.parents()) {
      line(2, "parents", "true");
    }
    if (copy.link()) {
      line(2, "link", "true");
    }
  }

  private void map(String name, Map<String, String> map) {
    map.forEach((key, value) -> line(2, name, key + "=" + value));
  }

  private void history(HistoryStep step) {
    line(0, "history", step.createdBy() + step.vertex().map(v -> "  -> " + v.index()).orElse(""));
  }

  private void line(int depth, String name, String value) {
    String indented =
        "  ".repeat(depth) + name + " " + value.replace("\n", "\n" + "  ".repeat(depth + 1));
    text.append(indented.stripTrailing()).append('\n');
  }

  private static String id(Optional<VertexId> id) {
    return id.map(vertex -> String.valueOf(vertex.index())).orElse("nothing");
  }

  private static String place(Span span) {
    return span.start().line()
        + ":"
        + span.start().column()
        + "-"
        + span.end().line()
        + ":"
        + span.end().column();
  }
}
