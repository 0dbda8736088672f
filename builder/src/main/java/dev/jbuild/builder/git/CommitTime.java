package dev.jbuild.builder.git;

import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a commit was made. */
final class CommitTime {
  private static final Pattern COMMITTER =
      Pattern.compile("^committer .*> (?<seconds>[0-9]{1,12}) ", Pattern.MULTILINE);

  private CommitTime() {}

  /**
   * Reads the commit itself.
   *
   * @param git runs where the commit is
   */
  static Instant of(String commit, GitProgram git) throws IOException, InterruptedException {
    Matcher committer = COMMITTER.matcher(git.run("cat-file", "commit", commit));
    if (!committer.find()) {
      throw new GitException("commit " + commit + " has no time");
    }
    return Instant.ofEpochSecond(Long.parseLong(committer.group("seconds")));
  }
}
