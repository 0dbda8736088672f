package dev.jbuild.builder.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.builder.git.GitProgram.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Files of a commit that are being checked out, with their submodules. */
final class WorkTree {
  private final Path directory;
  private final GitReference reference;
  private final GitProgram git;
  private final GitProgram local;

  /**
   * Knows what to do.
   *
   * @param directory where the files go; there and empty
   * @param git runs in the directory
   * @param local runs there too, and may fetch from a path
   */
  WorkTree(Path directory, GitReference reference, GitProgram git, GitProgram local) {
    this.directory = directory;
    this.reference = reference;
    this.git = git;
    this.local = local;
  }

  void checkOut(RemoteRef ref, BareRepository repository) throws IOException, InterruptedException {
    git.run(
        "init", "--quiet", "--object-format=" + (ref.object().length() == 64 ? "sha256" : "sha1"));
    git.run("config", "remote.origin.url", reference.remote());
    git.run("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
    if (reference.keepsGitDirectory()) {
      copyObjects(ref, repository);
    } else {
      borrowObjects(repository);
    }
    git.run("checkout", "--quiet", "--force", "--detach", ref.commit());
    if (reference.submodules() && Files.exists(directory.resolve(".gitmodules"))) {
      updateSubmodules();
    }
    Optional<Instant> times =
        reference.times() == GitReference.Times.COMMIT
            ? Optional.of(CommitTime.of(ref.commit(), git))
            : Optional.empty();
    if (reference.keepsGitDirectory()) {
      git.run("read-tree", "HEAD");
      GitDirectory.clean(directory, reference);
    }
    CheckedOutFiles.settle(directory, reference.keepsGitDirectory(), times);
  }

  /** The branch or tag too, where one was asked for. */
  private void copyObjects(RemoteRef ref, BareRepository repository)
      throws IOException, InterruptedException {
    boolean hasName = ref.name().startsWith("refs/");
    String refspec = BareRepository.localName(ref) + (hasName ? ":" + ref.name() : "");
    local.run(
        "fetch",
        "--quiet",
        "--depth=1",
        "--no-tags",
        "--update-head-ok",
        "--",
        repository.directory().toUri().toString(),
        refspec);
  }

  private void borrowObjects(BareRepository repository) throws IOException {
    Path alternates = directory.resolve(".git/objects/info/alternates");
    Files.createDirectories(alternates.resolveSibling(""));
    Files.writeString(alternates, repository.directory().resolve("objects") + "\n", UTF_8);
  }

  private void updateSubmodules() throws IOException, InterruptedException {
    String[] whole = {"submodule", "--quiet", "update", "--init", "--recursive"};
    Outcome outcome =
        git.attempt("submodule", "--quiet", "update", "--init", "--recursive", "--depth=1");
    if (outcome.mentions("shallow") || outcome.mentions("depth")) {
      outcome = git.attempt(whole);
    }
    if (!outcome.isSuccess()) {
      throw new GitException(
          "failed to update submodules for "
              + reference.shownRemote()
              + ": "
              + outcome.errors().strip());
    }
  }
}
