package dev.jbuild.cli.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.jbuild.builder.CheckReport;
import dev.jbuild.builder.OutlineReport;
import dev.jbuild.builder.TargetList;
import dev.jbuild.builder.plan.Outline;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.lint.Rule;
import dev.jbuild.parser.lint.Rules;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Answers with the members that BuildKit's sub-requests give. What is empty is left out. */
public final class CallJson {
  private static final JsonFactory JSON = new JsonFactory();

  private CallJson() {}

  /** The answer to {@code frontend.lint}. */
  public static String of(CheckReport report) {
    return write(json -> {
      json.writeArrayFieldStart("warnings");
      for (Diagnostic warning : report.warnings()) {
        warning(json, warning);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("sources");
      source(json, report.source());
      json.writeEndArray();
      if (report.error().isPresent()) {
        json.writeObjectFieldStart("buildError");
        json.writeStringField("message", text(report.error().get()));
        location(json, report.error().get().span());
        json.writeEndObject();
      }
    });
  }

  private static void warning(JsonGenerator json, Diagnostic warning) throws IOException {
    Rule rule = warning.rule().flatMap(Rules::named).orElseThrow();
    json.writeStartObject();
    json.writeStringField("ruleName", rule.name());
    json.writeStringField("description", rule.description());
    json.writeStringField("url", rule.url());
    json.writeStringField("detail", text(warning));
    location(json, warning.span());
    json.writeEndObject();
  }

  private static String text(Diagnostic diagnostic) {
    return diagnostic.message() + diagnostic.help().map(help -> " (" + help + ")").orElse("");
  }

  private static void source(JsonGenerator json, SourceText source) throws IOException {
    json.writeStartObject();
    json.writeStringField("filename", source.name());
    json.writeBinaryField("data", bytes(source));
    json.writeStringField("language", "Dockerfile");
    json.writeEndObject();
  }

  /** The answer to {@code frontend.outline}. */
  public static String of(OutlineReport report) {
    Outline outline = report.outline();
    return write(json -> {
      text(json, "name", outline.name());
      text(json, "description", outline.description());
      if (!outline.arguments().isEmpty()) {
        json.writeArrayFieldStart("args");
        for (Outline.Argument argument : outline.arguments()) {
          argument(json, argument);
        }
        json.writeEndArray();
      }
      mounted(json, "secrets", outline.secrets());
      mounted(json, "ssh", outline.ssh());
      sources(json, report.source());
    });
  }

  private static void argument(JsonGenerator json, Outline.Argument argument) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", argument.name());
    text(json, "description", argument.description());
    text(json, "value", Optional.of(argument.value()).filter(value -> !value.isEmpty()));
    location(json, argument.span());
    json.writeEndObject();
  }

  private static void mounted(JsonGenerator json, String member, List<Outline.Mounted> all)
      throws IOException {
    if (all.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(member);
    for (Outline.Mounted one : all) {
      json.writeStartObject();
      json.writeStringField("name", one.name());
      flag(json, "required", one.required());
      location(json, one.span());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The answer to {@code frontend.targets}. */
  public static String of(TargetList list) {
    return write(json -> {
      json.writeArrayFieldStart("targets");
      for (TargetList.Target target : list.targets()) {
        json.writeStartObject();
        text(json, "name", target.name());
        flag(json, "default", target.isDefault());
        text(json, "description", target.description());
        json.writeStringField("base", target.base());
        text(json, "platform", target.platform());
        location(json, target.span());
        json.writeEndObject();
      }
      json.writeEndArray();
      sources(json, list.source());
    });
  }

  private static void sources(JsonGenerator json, SourceText source) throws IOException {
    json.writeArrayFieldStart("sources");
    json.writeBinary(bytes(source));
    json.writeEndArray();
  }

  private static byte[] bytes(SourceText source) {
    return source.text().getBytes(StandardCharsets.UTF_8);
  }

  private static void text(JsonGenerator json, String member, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(member, value.get());
    }
  }

  private static void flag(JsonGenerator json, String member, boolean value) throws IOException {
    if (value) {
      json.writeBooleanField(member, true);
    }
  }

  /** The lines of a place: editors count from there. */
  private static void location(JsonGenerator json, Span span) throws IOException {
    json.writeObjectFieldStart("location");
    json.writeArrayFieldStart("ranges");
    json.writeStartObject();
    line(json, "start", span.start());
    line(json, "end", span.end());
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void line(JsonGenerator json, String member, Span.Position position)
      throws IOException {
    json.writeObjectFieldStart(member);
    json.writeNumberField("line", position.line());
    json.writeEndObject();
  }

  /** Writes the members of one object. */
  @FunctionalInterface
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static String write(Members members) {
    StringWriter text = new StringWriter();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    return text + "\n";
  }
}
