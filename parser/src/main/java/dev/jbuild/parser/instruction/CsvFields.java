package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableList;

/** The fields of a flag of RUN: comma-separated values as in RFC 4180. */
final class CsvFields {

  /**
   * One field.
   *
   * @param start where it starts in the value
   * @param end where it ends in the value
   * @param text without quotes
   */
  record Field(int start, int end, String text) {}

  private CsvFields() {}

  static ImmutableList<Field> split(String value) {
    ImmutableList.Builder<Field> fields = ImmutableList.builder();
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    int start = 0;
    for (int offset = 0; offset <= value.length(); offset++) {
      char character = offset < value.length() ? value.charAt(offset) : ',';
      if (character == '"' && quoted && value.startsWith("\"\"", offset)) {
        text.append(character);
        offset++;
      } else if (character == '"' && (quoted || offset == start)) {
        quoted = !quoted;
      } else if (character == ',' && (!quoted || offset == value.length())) {
        fields.add(new Field(start, offset, text.toString()));
        text.setLength(0);
        start = offset + 1;
      } else {
        text.append(character);
      }
    }
    return fields.build();
  }
}
