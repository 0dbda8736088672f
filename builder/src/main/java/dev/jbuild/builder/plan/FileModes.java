package dev.jbuild.builder.plan;

import dev.jbuild.parser.source.Span;
import java.util.regex.Pattern;

/** Checks what {@code --chmod} takes: an octal number up to 07777, or chmod(1)'s symbols. */
final class FileModes {
  private static final Pattern OCTAL = Pattern.compile("0*[0-7]{1,4}");
  private static final Pattern SYMBOLIC =
      Pattern.compile(
          "(?:clause)(?:,clause)*".replace("clause", "[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+"));

  private FileModes() {}

  static void require(String mode, Span span) throws Refusal {
    if (!OCTAL.matcher(mode).matches() && !SYMBOLIC.matcher(mode).matches()) {
      throw Refusal.at(
          span,
          "invalid chmod parameter: '" + mode + "'",
          "it should be an octal string between 0 and 07777, or symbolic such as u=rwX,go=rX");
    }
  }
}
