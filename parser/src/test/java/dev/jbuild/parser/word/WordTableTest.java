package dev.jbuild.parser.word;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.parser.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables in {@code testdata/words}: one line, one case. */
class WordTableTest {

  /** One line of a table. */
  record Case(String input, Environment environment, String expected) {

    static Case parse(String line) {
      List<String> columns = Splitter.on('|').splitToList(line);
      return new Case(
          columns.get(0).strip(), environment(columns.get(1)), columns.get(2).substring(1));
    }

    private static Environment environment(String column) {
      ImmutableMap<String, String> variables =
          Splitter.on(',')
              .omitEmptyStrings()
              .splitToStream(column.isBlank() ? "" : column.substring(1, column.length() - 1))
              .map(pair -> Splitter.on('=').limit(2).splitToList(pair))
              .collect(toImmutableMap(pair -> pair.get(0), pair -> pair.get(1)));
      return Environment.of(variables);
    }

    String wanted() {
      return switch (expected) {
        case "<empty>" -> "";
        case "<spaces>" -> " ".repeat(8);
        default -> expected;
      };
    }

    @Override
    public String toString() {
      return input;
    }
  }

  private interface Expander {
    String expand(String input, Environment environment) throws WordException;
  }

  @ParameterizedTest
  @MethodSource
  void expand(Case line) {
    check(line, new WordExpander('\\')::expand);
  }

  static Stream<Case> expand() throws IOException {
    return table("expand.txt");
  }

  @ParameterizedTest
  @MethodSource
  void expandWithBacktick(Case line) {
    check(line, new WordExpander('`')::expand);
  }

  static Stream<Case> expandWithBacktick() throws IOException {
    return table("expand-backtick.txt");
  }

  @ParameterizedTest
  @MethodSource
  void words(Case line) {
    check(
        line,
        (input, environment) ->
            String.join(
                "",
                new WordExpander('\\')
                    .expandToWords(input, environment).stream()
                        .map(word -> "[" + word + "]")
                        .toList()));
  }

  static Stream<Case> words() throws IOException {
    return table("words.txt");
  }

  @ParameterizedTest
  @MethodSource
  void heredoc(Case line) {
    check(line, (input, environment) -> WordExpander.expandHeredoc(input, environment).value());
  }

  static Stream<Case> heredoc() throws IOException {
    return table("heredoc.txt");
  }

  private static void check(Case line, Expander expander) {
    String actual;
    try {
      actual = expander.expand(line.input(), line.environment());
    } catch (WordException e) {
      actual = "error: " + e.getMessage();
    }
    assertThat(actual).isEqualTo(line.wanted());
  }

  private static Stream<Case> table(String name) throws IOException {
    return Files.readAllLines(Golden.root().resolve("words").resolve(name)).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Case::parse);
  }
}
