package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What to do with a Dockerfile, as {@code --call=METHOD[,format=json|text][,ignorestatus=true]}
 * says.
 *
 * @param json whether the answer is JSON
 * @param ignoreStatus whether warnings leave the exit status 0
 */
public record Call(Method method, boolean json, boolean ignoreStatus) {
  /** What can be done. */
  public enum Method {
    BUILD,
    CHECK,
    OUTLINE,
    TARGETS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Call BUILD = new Call(Method.BUILD, false, false);

  /** {@code --check} is {@code --call=check}. */
  static Call of(Arguments arguments) throws UsageException {
    Call otherwise = arguments.flag("--check") ? new Call(Method.CHECK, false, false) : BUILD;
    Call call =
        arguments.value("--call").isPresent() ? parse(arguments.value("--call").get()) : otherwise;
    if (arguments.flag("--check") && call.method() != Method.CHECK) {
      throw new UsageException(
          "--check is --call=check, and --call=" + call.method().word() + " is another request");
    }
    return call;
  }

  private static Call parse(String text) throws UsageException {
    List<String> fields = CsvFields.of(text);
    Method method = method(fields.getFirst());
    boolean json = false;
    boolean ignoreStatus = false;
    for (String field : fields.subList(1, fields.size())) {
      switch (field) {
        case "format=json" -> json = true;
        case "format=text" -> json = false;
        case "ignorestatus", "ignorestatus=true", "ignorestatus=1" -> ignoreStatus = true;
        case "ignorestatus=false", "ignorestatus=0" -> ignoreStatus = false;
        default ->
            throw new UsageException(
                "--call: invalid field \""
                    + field
                    + "\": expected format=json, format=text or"
                    + " ignorestatus=true");
      }
    }
    return new Call(method, json, ignoreStatus);
  }

  private static Method method(String word) throws UsageException {
    for (Method method : Method.values()) {
      if (method.word().equals(word)) {
        return method;
      }
    }
    ImmutableList<String> words =
        Arrays.stream(Method.values()).map(Method::word).collect(ImmutableList.toImmutableList());
    throw new UsageException(
        "--call: unsupported request \""
            + word
            + "\": expected build, check, outline or targets"
            + Suggestion.clause(word, words));
  }
}
