package dev.jbuild.builder.plan;

import java.util.regex.Pattern;

/** Tells the sources of ADD that are not files of the context. */
final class SourceUrl {
  private static final Pattern HTTP = Pattern.compile("https?://.*");
  private static final Pattern GIT =
      Pattern.compile(
          "(?:git|ssh)://.*"
              + "|[A-Za-z0-9-]+@[A-Za-z0-9.-]+:.*"
              + "|https?://[^?#]*\\.git/?(?:[?#].*)?");

  private SourceUrl() {}

  static boolean isHttp(String source) {
    return HTTP.matcher(source).matches() && !isGit(source);
  }

  static boolean isGit(String source) {
    return GIT.matcher(source).matches();
  }
}
