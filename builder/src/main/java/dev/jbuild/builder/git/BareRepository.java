package dev.jbuild.builder.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.builder.git.GitProgram.Outcome;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A repository in the cache, with what was fetched of a remote so far. What is used of it has a ref
 * of ours, below {@code refs/fetched}. One process at a time may fetch.
 */
final class BareRepository {
  private final Path directory;
  private final GitProgram git;
  private final GitReference reference;

  BareRepository(Path directory, GitProgram git, GitReference reference) {
    this.directory = directory;
    this.git = git.withOrigin(reference.remote());
    this.reference = reference;
  }

  Path directory() {
    return directory;
  }

  /** The ref of ours for what was fetched as this. */
  static String localName(RemoteRef ref) {
    return "refs/fetched/" + Digest.of(ref.name().getBytes(UTF_8)).hex();
  }

  /** Fetches it, without its history if the server can, and gives what it stands for by now. */
  RemoteRef fetch(RemoteRef ref) throws IOException, InterruptedException {
    if (ref.isObject() && has(ref.object())) {
      git.run("update-ref", localName(ref), ref.object());
      return ref;
    }
    removeLocks();
    String refspec = "+" + ref.name() + ":" + localName(ref);
    Outcome outcome = fetch("--depth=1", "--no-tags", "--force", "--", "origin", refspec);
    if (outcome.isSuccess()) {
      return new RemoteRef(
          ref.name(), object(localName(ref)), object(localName(ref) + "^{commit}"));
    }
    if (!ref.isObject()) {
      throw failed(outcome);
    }
    return fetchWithHistory(ref);
  }

  /** For servers that give nothing but what a branch or tag points to. */
  private RemoteRef fetchWithHistory(RemoteRef ref) throws IOException, InterruptedException {
    fetchAll();
    if (!has(ref.object())) {
      throw GitException.ofRemote(
          "repository does not contain commit " + ref.object() + ": " + reference.shownRemote());
    }
    git.run("update-ref", localName(ref), ref.object());
    return ref;
  }

  /** The one commit whose name starts so, in all branches and tags. */
  RemoteRef findByPrefix(String prefix) throws IOException, InterruptedException {
    removeLocks();
    fetchAll();
    Outcome outcome = git.attempt("rev-parse", "--verify", "--quiet", prefix + "^{commit}");
    if (!outcome.isSuccess()) {
      throw GitException.ofRemote(
          "repository does not contain ref " + prefix + ": " + reference.shownRemote());
    }
    RemoteRef found = RemoteRef.ofObject(outcome.output().strip());
    git.run("update-ref", localName(found), found.object());
    return found;
  }

  /** When the commit was made. */
  Instant time(RemoteRef commit) throws IOException, InterruptedException {
    return CommitTime.of(fetch(commit).commit(), git);
  }

  private void fetchAll() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--prune", "--no-tags", "--force"));
    if (Files.exists(directory.resolve("shallow"))) {
      arguments.add("--unshallow");
    }
    arguments.addAll(
        List.of("--", "origin", "+refs/heads/*:refs/all/heads/*", "+refs/tags/*:refs/all/tags/*"));
    Outcome outcome = fetch(arguments.toArray(String[]::new));
    if (!outcome.isSuccess()) {
      throw failed(outcome);
    }
  }

  private Outcome fetch(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = git.attempt(command(List.of(arguments)));
    boolean cannotCut = outcome.mentions("shallow") || outcome.mentions("--depth");
    if (outcome.isSuccess() || !cannotCut) {
      return outcome;
    }
    return git.attempt(
        command(Stream.of(arguments).filter(argument -> !argument.equals("--depth=1")).toList()));
  }

  private static String[] command(List<String> arguments) {
    return Stream.concat(Stream.of("fetch", "--quiet"), arguments.stream()).toArray(String[]::new);
  }

  private boolean has(String object) throws IOException, InterruptedException {
    return git.attempt("cat-file", "-e", object + "^{tree}").isSuccess();
  }

  private String object(String name) throws IOException, InterruptedException {
    return git.run("rev-parse", "--verify", name).strip();
  }

  private GitException failed(Outcome outcome) {
    return GitRepositories.failed(reference, outcome);
  }

  /** Who holds the lock on the repository knows that nobody holds git's own. */
  private void removeLocks() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".lock")).toList()) {
        DirectoryTree.delete(file);
      }
    }
  }
}
