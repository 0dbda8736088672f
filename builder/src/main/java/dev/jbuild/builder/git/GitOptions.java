package dev.jbuild.builder.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.builder.git.GitReference.Times;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a reference says besides the remote, by the names of the query's parameters. */
final class GitOptions {
  private static final String REF = "ref";
  private static final String SUBDIRECTORY = "subdir";
  private static final ImmutableSet<String> SWITCHES =
      ImmutableSet.of("submodules", "keep-git-dir", "fetch-by-commit");
  private static final ImmutableSet<String> KNOWN =
      ImmutableSet.of(
          REF,
          "tag",
          "branch",
          SUBDIRECTORY,
          "checksum",
          "commit",
          "mtime",
          "submodules",
          "keep-git-dir",
          "fetch-by-commit");
  private static final Pattern BAD_REF =
      Pattern.compile(
          "-.*|.*[\\p{Cntrl}\\s~^:?*\\[\\\\].*|.*\\.\\..*|.*@\\{.*|/.*|.*/", Pattern.DOTALL);
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");

  private final Map<String, String> values = new LinkedHashMap<>();

  private GitOptions() {}

  /** Reads both forms; they may stand together as long as they agree. */
  static GitOptions of(String fragment, String query) {
    GitOptions options = new GitOptions();
    int colon = fragment.indexOf(':');
    options.add(REF, colon < 0 ? fragment : fragment.substring(0, colon));
    options.add(SUBDIRECTORY, colon < 0 ? "" : fragment.substring(colon + 1));
    options.addQuery(query);
    options.addBranchOrTag();
    return options;
  }

  private void addQuery(String query) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String pair : Splitter.on('&').omitEmptyStrings().split(query)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      requireKnown(name, value);
      if (given.put(name, value) != null) {
        throw new IllegalArgumentException("query \"" + name + "\" has multiple values");
      }
    }
    given.forEach((name, value) -> add(name.equals("commit") ? "checksum" : name, value));
  }

  private static void requireKnown(String name, String value) {
    if (!KNOWN.contains(name)) {
      throw new IllegalArgumentException(
          "unexpected query \"" + name + "\"; known are " + String.join(", ", KNOWN));
    }
    if (value.isEmpty() && !SWITCHES.contains(name)) {
      throw new IllegalArgumentException("query \"" + name + "\" has no value");
    }
  }

  private void add(String name, String value) {
    String given = value.isEmpty() && SWITCHES.contains(name) ? "true" : value;
    if (given.isEmpty()) {
      return;
    }
    String before = values.putIfAbsent(name, given);
    if (before != null && !before.equals(given)) {
      throw new IllegalArgumentException(
          name + " conflicts: \"" + before + "\" vs \"" + given + "\"");
    }
  }

  private void addBranchOrTag() {
    if (values.containsKey("branch") && values.containsKey("tag")) {
      throw new IllegalArgumentException("branch conflicts with tag");
    }
    addFullName("tag", "refs/tags/");
    addFullName("branch", "refs/heads/");
  }

  private void addFullName(String option, String prefix) {
    String name = values.getOrDefault(option, "");
    if (!name.isEmpty()) {
      add(REF, name.startsWith(prefix) ? name : prefix + name);
    }
  }

  GitReference reference(String remote) {
    Optional<String> checksum = value("checksum");
    checksum.ifPresent(GitOptions::requireChecksum);
    boolean byCommit = isOn("fetch-by-commit", false);
    if (byCommit && checksum.isEmpty()) {
      throw new IllegalArgumentException("fetch-by-commit needs a checksum");
    }
    Optional<String> ref = value(REF).or(() -> checksum);
    ref.ifPresent(GitOptions::requireRef);
    return new GitReference(
        remote,
        ref,
        subdirectory(value(SUBDIRECTORY).orElse("")),
        checksum,
        value("keep-git-dir").map(value -> isTrue("keep-git-dir", value)),
        isOn("submodules", true),
        times(),
        byCommit);
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private boolean isOn(String name, boolean otherwise) {
    return value(name).map(value -> isTrue(name, value)).orElse(otherwise);
  }

  /** The words of Go's strconv.ParseBool. */
  private static boolean isTrue(String name, String value) {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default ->
          throw new IllegalArgumentException(
              "invalid " + name + " value: \"" + value + "\"; expected true or false");
    };
  }

  private Times times() {
    return switch (value("mtime").orElse("checkout")) {
      case "checkout" -> Times.CHECKOUT;
      case "commit" -> Times.COMMIT;
      default ->
          throw new IllegalArgumentException(
              "invalid mtime value: \"" + values.get("mtime") + "\"; expected checkout or commit");
    };
  }

  static void requireChecksum(String checksum) {
    if (!HEX.matcher(checksum).matches()) {
      throw new IllegalArgumentException(
          "invalid checksum " + checksum + " for Git URL, expected hex commit hash");
    }
  }

  private static void requireRef(String ref) {
    if (BAD_REF.matcher(ref).matches()) {
      throw new IllegalArgumentException(
          "invalid ref \""
              + ref.replaceAll("\\p{Cntrl}", "?")
              + "\": expected a branch, a tag or a commit");
    }
  }

  private static String subdirectory(String written) {
    StringBuilder clean = new StringBuilder();
    for (String part : Splitter.on('/').omitEmptyStrings().split(written)) {
      if (part.equals("..")) {
        if (clean.isEmpty()) {
          throw new IllegalArgumentException(
              "invalid subdir " + written + ": it leads out of the repository");
        }
        clean.setLength(Math.max(0, clean.lastIndexOf("/")));
      } else if (!part.equals(".")) {
        clean.append(clean.isEmpty() ? "" : "/").append(part);
      }
    }
    if (clean.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("invalid subdir: it has a control character");
    }
    return clean.toString();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
