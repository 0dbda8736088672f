package dev.jbuild.cli.option;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits option values at commas as Go's encoding/csv does, which docker uses: a field may be in
 * double quotes, within which a quote is written twice.
 */
final class CsvFields {
  private final String text;
  private int at;

  private CsvFields(String text) {
    this.text = text;
  }

  /** Throws UsageException for a quote in the wrong place or without its end. */
  static List<String> of(String text) throws UsageException {
    CsvFields fields = new CsvFields(text);
    List<String> all = new ArrayList<>();
    all.add(fields.next());
    while (fields.at < text.length()) {
      fields.at++;
      all.add(fields.next());
    }
    return all;
  }

  private String next() throws UsageException {
    return at < text.length() && text.charAt(at) == '"' ? quoted() : bare();
  }

  private String bare() throws UsageException {
    int comma = text.indexOf(',', at);
    int end = comma < 0 ? text.length() : comma;
    String field = text.substring(at, end);
    if (field.contains("\"")) {
      throw malformed("quote the whole field, as in \"name=a,b\"");
    }
    at = end;
    return field;
  }

  private String quoted() throws UsageException {
    StringBuilder field = new StringBuilder();
    int from = at + 1;
    while (true) {
      int quote = text.indexOf('"', from);
      if (quote < 0) {
        throw malformed("a quote has no end");
      }
      field.append(text, from, quote);
      boolean doubled = quote + 1 < text.length() && text.charAt(quote + 1) == '"';
      if (!doubled) {
        at = quote + 1;
        break;
      }
      field.append('"');
      from = quote + 2;
    }
    if (at < text.length() && text.charAt(at) != ',') {
      throw malformed("expected a comma after the closing quote");
    }
    return field.toString();
  }

  private UsageException malformed(String why) {
    return new UsageException("malformed value " + text + ": " + why);
  }
}
