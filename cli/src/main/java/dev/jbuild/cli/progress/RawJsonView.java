package dev.jbuild.cli.progress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbuild.builder.event.BuildEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * One JSON object a line, each of the shape of {@code SolveStatus} of BuildKit's Go client, as its
 * {@code rawjson} progress has it: {@code vertexes}, {@code statuses}, {@code logs}, {@code
 * warnings}.
 */
public final class RawJsonView implements ProgressView {
  private static final JsonFactory JSON = new JsonFactory();

  private final PrintStream out;
  private final Steps steps = new Steps();

  public RawJsonView(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void emit(BuildEvent event) {
    switch (event) {
      case BuildEvent.Planned planned -> {
        steps.plan(planned);
        vertex(steps.get(planned.vertex()));
      }
      case BuildEvent.Started started -> {
        Step step = steps.get(started.vertex());
        step.start(started.at());
        vertex(step);
      }
      case BuildEvent.Completed completed -> {
        Step step = steps.get(completed.vertex());
        step.complete(completed);
        vertex(step);
      }
      case BuildEvent.Progress progress -> status(progress);
      case BuildEvent.Log log -> line("logs", json -> SolveStatusJson.log(json, log));
      case BuildEvent.ShellOpens _, BuildEvent.ShellClosed _ -> {}
      case BuildEvent.Warning warning ->
          line("warnings", json -> SolveStatusJson.warning(json, warning));
    }
  }

  private void vertex(Step step) {
    line("vertexes", json -> SolveStatusJson.vertex(json, step));
  }

  private void status(BuildEvent.Progress event) {
    Transfer transfer = steps.get(event.vertex()).progress(event);
    line("statuses", json -> SolveStatusJson.status(json, event.vertex(), transfer));
  }

  private void line(String member, Element element) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart(member);
      element.write(json);
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    out.println(text);
    out.flush();
  }

  /** Writes one object. */
  private interface Element {
    void write(JsonGenerator json) throws IOException;
  }

  @Override
  public synchronized void close() {
    out.flush();
  }
}
