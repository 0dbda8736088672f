package dev.jbuild.e2e.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The known and wanted differences to BuildKit: {@code differences.txt}, the only place where they
 * stand.
 *
 * @param fields of the config that are not compared; {@code history.created} is one of each entry
 * @param cases folders of testdata/build whose expectation is written by hand
 */
public record Differences(ImmutableSet<String> fields, ImmutableSet<String> cases) {
  private static final Pattern LINE = Pattern.compile("(field|case) (\\S.*?): (\\S.*)");

  /** Reads the file. */
  public static Differences read() throws IOException {
    return parse(
        Resources.toString(Resources.getResource(Differences.class, "differences.txt"), UTF_8));
  }

  static Differences parse(String text) {
    ImmutableSet.Builder<String> fields = ImmutableSet.builder();
    ImmutableSet.Builder<String> cases = ImmutableSet.builder();
    for (String line : lines(text)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not \"field|case WHAT: REASON\": " + line);
      }
      (matcher.group(1).equals("field") ? fields : cases).add(matcher.group(2));
    }
    return new Differences(fields.build(), cases.build());
  }

  private static List<String> lines(String text) {
    return Splitter.on('\n')
        .splitToStream(text)
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
