package dev.jbuild.parser.golden;

import dev.jbuild.parser.ast.Comments;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.KeyValue;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Shows an AST as an indented tree. It goes through the records, so nothing that an AST holds is
 * left out, but for what is empty or false.
 */
public final class AstPrinter {
  private final StringBuilder text = new StringBuilder();

  private AstPrinter() {}

  public static String print(Dockerfile file) {
    AstPrinter printer = new AstPrinter();
    printer.record(file, 0);
    return printer.text.toString();
  }

  private void record(Record value, int depth) {
    text.append(value.getClass().getSimpleName());
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      if (read(component, value) instanceof Span span) {
        text.append(' ').append(place(span));
      }
    }
    text.append('\n');
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      component(component.getName(), read(component, value), depth + 1);
    }
  }

  private void component(String name, Object value, int depth) {
    switch (value) {
      case Span _, SourceText _ -> {}
      case Optional<?> optional -> optional.ifPresent(some -> component(name, some, depth));
      case OptionalInt number ->
          number.ifPresent(some -> component(name, Integer.valueOf(some), depth));
      case Comments comments ->
          comments.byLine().forEach((line, text) -> line("comment above " + line, text, depth));
      case Boolean flag when !flag -> {}
      case Collection<?> all -> all.forEach(one -> component(name, one, depth));
      case Map<?, ?> map -> map.forEach((key, one) -> component(name + " " + key, one, depth));
      default -> line(name, value, depth);
    }
  }

  private void line(String name, Object value, int depth) {
    text.append("  ".repeat(depth)).append(name).append(": ");
    switch (value) {
      case Word word -> text.append(show(word)).append('\n');
      case KeyValue pair ->
          text.append(show(pair.key())).append(" = ").append(show(pair.value())).append('\n');
      case Record record -> record(record, depth);
      case String string -> text.append(quote(string)).append('\n');
      default -> text.append(value).append('\n');
    }
  }

  private static String show(Word word) {
    return quote(word.text()) + " " + place(word.span());
  }

  private static String place(Span span) {
    String start = span.start().line() + ":" + span.start().column();
    boolean oneLine = span.start().line() == span.end().line();
    return "@" + start + "-" + (oneLine ? "" : span.end().line() + ":") + span.end().column();
  }

  private static String quote(String string) {
    return "\"" + string.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") + "\"";
  }

  private static Object read(RecordComponent component, Record value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component + " of a public record is public", e);
    }
  }
}
