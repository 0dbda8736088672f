package dev.jbuild.builder.git;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files of which git repository: {@code https://host/x.git#ref:subdirectory}, or with a query
 * instead of the fragment. Nothing in it can be taken for an option of git.
 *
 * @param remote as git takes it, credentials included
 * @param ref branch, tag, full name or commit; empty for the repository's default branch
 * @param subdirectory relative, without {@code .} and {@code ..}; empty for the whole repository
 * @param checksum the commit that it must be, or the start of its name
 * @param keepGitDirectory whether {@code .git} is among the files; empty where it is not said
 * @param submodules whether submodules are fetched too
 * @param times where the files' times come from
 * @param byCommit fetch the checksum's commit, wherever the ref points to
 */
public record GitReference(
    String remote,
    Optional<String> ref,
    String subdirectory,
    Optional<String> checksum,
    Optional<Boolean> keepGitDirectory,
    boolean submodules,
    Times times,
    boolean byCommit) {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");
  private static final Pattern WEB_SERVER =
      Pattern.compile("(https?://)(?:[^/@]*@)?([A-Za-z0-9.-]+(?::\\d+)?)(?=/|$)");
  private static final Pattern PASSWORD = Pattern.compile("^(\\w+://[^/@:]*):[^/@]*@");

  /** Where the files' times come from. */
  public enum Times {
    CHECKOUT,
    COMMIT
  }

  /**
   * Reads a source of ADD. Empty for what is no git repository: paths, and web addresses whose path
   * does not end in {@code .git}.
   *
   * @throws IllegalArgumentException for a repository with contradicting or dangerous parts
   */
  public static Optional<GitReference> parse(String text) {
    return GitAddress.of(text).map(GitAddress::reference);
  }

  /** Reads a build context: as {@link #parse}, and {@code github.com/owner/name} is one too. */
  public static Optional<GitReference> parseContext(String text) {
    return parse(text.startsWith("github.com/") ? "https://" + gitAtEnd(text) : text);
  }

  private static String gitAtEnd(String text) {
    return text.replaceFirst("^([^?#]*?)(?:\\.git)?/?(?=[?#]|$)", "$1.git");
  }

  /** The reference with a checksum that stands elsewhere, if there is one. */
  public GitReference withChecksum(Optional<String> other) {
    if (other.isEmpty()) {
      return this;
    }
    if (checksum.isPresent() && !checksum.equals(other)) {
      throw new IllegalArgumentException(
          "checksum mismatch \"" + other.get() + "\" != \"" + checksum.get() + "\"");
    }
    GitOptions.requireChecksum(other.get());
    return new GitReference(
        remote, ref, subdirectory, other, keepGitDirectory, submodules, times, byCommit);
  }

  /** The reference with what is said elsewhere about {@code .git}, if anything is. */
  public GitReference withKeepGitDirectory(Optional<Boolean> other) {
    if (other.isEmpty()) {
      return this;
    }
    if (keepGitDirectory.isPresent() && !keepGitDirectory.equals(other)) {
      throw new IllegalArgumentException(
          "inconsistent keep-git-dir configuration: one says "
              + other.get()
              + ", the other "
              + keepGitDirectory.get());
    }
    return new GitReference(
        remote, ref, subdirectory, checksum, other, submodules, times, byCommit);
  }

  /** The whole name of the commit, where the reference has it. */
  public Optional<String> commit() {
    Optional<String> named = byCommit ? checksum : ref;
    return named.filter(name -> COMMIT.matcher(name).matches());
  }

  /** Whether {@code .git} is among the files: never for a part of a repository. */
  public boolean keepsGitDirectory() {
    return keepGitDirectory.orElse(false) && subdirectory.isEmpty();
  }

  /** Whether the way to the repository is ssh, which uses keys of the user. */
  public boolean isSsh() {
    return !remote.matches("(?:https?|git)://.*");
  }

  /** The web server that has the repository, such as {@code https://github.com/}, if one has. */
  Optional<String> webServer() {
    Matcher matcher = WEB_SERVER.matcher(remote);
    return matcher.lookingAt()
        ? Optional.of(matcher.group(1) + matcher.group(2) + "/")
        : Optional.empty();
  }

  /** The remote without a password. */
  public String shownRemote() {
    return withoutPassword(remote);
  }

  /** An address, of git or of the web, without a password; anything else as it is. */
  public static String withoutPassword(String address) {
    return PASSWORD.matcher(address).replaceFirst("$1:xxxxx@");
  }
}
