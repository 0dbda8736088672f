package dev.jbuild.builder.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a reference as they are written.
 *
 * @param remote without query and fragment
 * @param query empty where there is none
 * @param fragment empty where there is none
 */
record GitAddress(String remote, String query, String fragment) {
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>https?|git|ssh)://(?<rest>[^?#]*)(?:\\?(?<query>[^#]*))?(?:#(?<fragment>.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern SCP =
      Pattern.compile(
          "(?<remote>[A-Za-z0-9_-]+@[A-Za-z0-9.-]+:[^?#]*)"
              + "(?:\\?(?<query>[^#]*))?(?:#(?<fragment>.*))?",
          Pattern.DOTALL);
  private static final Pattern OPTION_LIKE =
      Pattern.compile("-.*|\\w+://(?:[^/@]*@)?-.*|\\w+://-.*|[^/]*@-.*|[^/]*@[^/:]*:-.*");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]");

  /** Empty for what is no git repository. */
  static Optional<GitAddress> of(String text) {
    Matcher url = URL.matcher(text);
    if (url.matches()) {
      String scheme = url.group("scheme").toLowerCase(Locale.ROOT);
      String rest = url.group("rest");
      if (scheme.startsWith("http") && !rest.endsWith(".git")) {
        return Optional.empty();
      }
      return Optional.of(
          new GitAddress(
              scheme + "://" + rest, part(url, "query"), decoded(part(url, "fragment"))));
    }
    Matcher scp = SCP.matcher(text);
    return scp.matches()
        ? Optional.of(
            new GitAddress(scp.group("remote"), part(scp, "query"), part(scp, "fragment")))
        : Optional.empty();
  }

  private static String part(Matcher matcher, String name) {
    return Optional.ofNullable(matcher.group(name)).orElse("");
  }

  /** With %xx undone, and nothing else: a plus is a plus in a fragment. */
  private static String decoded(String fragment) {
    return URLDecoder.decode(fragment.replace("+", "%2B"), UTF_8);
  }

  GitReference reference() {
    if (CONTROL.matcher(remote).find()) {
      throw new IllegalArgumentException("git URL has a space or a control character");
    }
    if (OPTION_LIKE.matcher(remote).matches()) {
      throw new IllegalArgumentException("git URL has a part that starts with a dash: " + remote);
    }
    return GitOptions.of(fragment, query).reference(remote);
  }
}
