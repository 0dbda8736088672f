package dev.jbuild.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository with its files that a test makes, with the branch {@code main}. */
public record GitWork(Path directory) {

  public static GitWork init(Path directory) throws IOException {
    GitWork work = new GitWork(Files.createDirectories(directory));
    work.git("init", "--quiet", "--initial-branch=main");
    return work;
  }

  /** Writes a file, with the directories above it. */
  public GitWork write(String path, String content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content, UTF_8);
    return this;
  }

  /** Commits all there is and gives the commit's name. */
  public String commit(String message) throws IOException {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message=" + message);
    return git("rev-parse", "HEAD").strip();
  }

  /** Runs git in the repository, by the author and at the time that are always the same. */
  public String git(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "HOME=/dev/null",
                "GIT_CONFIG_NOSYSTEM=1",
                "GIT_AUTHOR_DATE=2024-02-03T04:05:06Z",
                "GIT_COMMITTER_DATE=2024-02-03T04:05:06Z",
                "git",
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.com",
                "-c",
                "protocol.file.allow=always"));
    command.addAll(List.of(arguments));
    return Program.runIn(directory, command.toArray(String[]::new));
  }
}
