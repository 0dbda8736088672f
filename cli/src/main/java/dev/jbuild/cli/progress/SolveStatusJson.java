package dev.jbuild.cli.progress;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.oci.Digest;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.lint.Rule;
import dev.jbuild.parser.lint.Rules;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The members of BuildKit's {@code SolveStatus}: times in RFC 3339, bytes in base64, members
 * without a value left out.
 */
final class SolveStatusJson {
  private SolveStatusJson() {}

  static void vertex(JsonGenerator json, Step step) throws IOException {
    json.writeStartObject();
    json.writeStringField("digest", step.vertex().toString());
    if (!step.inputs().isEmpty()) {
      json.writeArrayFieldStart("inputs");
      for (Digest input : step.inputs()) {
        json.writeString(input.toString());
      }
      json.writeEndArray();
    }
    json.writeStringField("name", step.name());
    time(json, "started", step.started());
    time(json, "completed", step.completed().map(BuildEvent.Completed::at));
    if (step.isCached()) {
      json.writeBooleanField("cached", true);
    }
    Optional<String> error = step.completed().flatMap(BuildEvent.Completed::error);
    if (error.isPresent()) {
      json.writeStringField("error", error.get());
    }
    json.writeEndObject();
  }

  static void status(JsonGenerator json, Digest vertex, Transfer transfer) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", transfer.id());
    json.writeStringField("vertex", vertex.toString());
    json.writeStringField("name", transfer.id());
    if (transfer.total().isPresent()) {
      json.writeNumberField("total", transfer.total().getAsLong());
    }
    json.writeNumberField("current", transfer.current());
    json.writeStringField("timestamp", transfer.updated().toString());
    json.writeStringField("started", transfer.started().toString());
    time(json, "completed", transfer.done() ? Optional.of(transfer.updated()) : Optional.empty());
    json.writeEndObject();
  }

  static void log(JsonGenerator json, BuildEvent.Log event) throws IOException {
    json.writeStartObject();
    json.writeStringField("vertex", event.vertex().toString());
    json.writeNumberField("stream", event.stream());
    json.writeBinaryField("data", LogBytes.of(event));
    json.writeStringField("timestamp", event.at().toString());
    json.writeEndObject();
  }

  static void warning(JsonGenerator json, BuildEvent.Warning event) throws IOException {
    Diagnostic diagnostic = event.diagnostic();
    String rule = diagnostic.rule().map(name -> name + ": ").orElse("");
    json.writeStartObject();
    json.writeNumberField("level", 1);
    bytes(json, "short", rule + diagnostic.message());
    if (diagnostic.help().isPresent()) {
      json.writeArrayFieldStart("detail");
      json.writeBinary(diagnostic.help().get().getBytes(StandardCharsets.UTF_8));
      json.writeEndArray();
    }
    Optional<String> url = diagnostic.rule().flatMap(Rules::named).map(Rule::url);
    if (url.isPresent()) {
      json.writeStringField("url", url.get());
    }
    source(json, event.source());
    json.writeArrayFieldStart("range");
    range(json, diagnostic.span());
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void source(JsonGenerator json, SourceText source) throws IOException {
    json.writeObjectFieldStart("sourceInfo");
    json.writeStringField("filename", source.name());
    bytes(json, "data", source.text());
    json.writeStringField("language", "Dockerfile");
    json.writeEndObject();
  }

  private static void range(JsonGenerator json, Span span) throws IOException {
    json.writeStartObject();
    position(json, "start", span.start());
    position(json, "end", span.end());
    json.writeEndObject();
  }

  private static void position(JsonGenerator json, String member, Span.Position position)
      throws IOException {
    json.writeObjectFieldStart(member);
    json.writeNumberField("line", position.line());
    json.writeNumberField("character", position.column() - 1);
    json.writeEndObject();
  }

  private static void bytes(JsonGenerator json, String member, String text) throws IOException {
    json.writeBinaryField(member, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void time(JsonGenerator json, String member, Optional<Instant> time)
      throws IOException {
    if (time.isPresent()) {
      json.writeStringField(member, time.get().toString());
    }
  }
}
