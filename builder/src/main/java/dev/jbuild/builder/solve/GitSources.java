package dev.jbuild.builder.solve;

import dev.jbuild.builder.context.BuildContext;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.git.Checkout;
import dev.jbuild.builder.git.GitException;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.builder.git.GitRepositories;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.policy.SourcePolicyException;
import dev.jbuild.builder.secret.OpenGrants;
import dev.jbuild.builder.step.Fingerprint;
import dev.jbuild.cache.Cache;
import dev.jbuild.oci.Digest;
import dev.jbuild.parser.ignore.IgnoreMatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Files of git repositories for ADD. */
final class GitSources {
  private static final String AGENT = "default";

  private final Cache cache;
  private final GitRepositories repositories;
  private final PolicedSources sources;
  private final OpenGrants grants;

  GitSources(Cache cache, GitRepositories repositories, PolicedSources sources, OpenGrants grants) {
    this.cache = cache;
    this.repositories = repositories;
    this.sources = sources;
    this.grants = grants;
  }

  /** What the policies say is to be taken for the repository. */
  GitReference policed(GitReference reference) throws BuildFailedException {
    try {
      return sources.repository(reference);
    } catch (SourcePolicyException e) {
      throw new BuildFailedException("ADD: " + e.getMessage(), e);
    }
  }

  /** The files that the reference means, after fetching them if they are not here. */
  Checkout checkout(GitReference reference)
      throws IOException, BuildFailedException, InterruptedException {
    try {
      return repositories(reference).checkout(reference);
    } catch (GitException e) {
      throw new BuildFailedException("ADD: " + e.getMessage(), e);
    }
  }

  /** When the commit was made whose files these are. */
  Instant commitTime(GitReference reference, Checkout checkout)
      throws IOException, BuildFailedException, InterruptedException {
    try {
      return repositories(reference).commitTime(reference, checkout);
    } catch (GitException e) {
      throw new BuildFailedException("ADD: " + e.getMessage(), e);
    }
  }

  /** A Dockerfile may come from anybody: it has the user's keys where these were granted only. */
  private GitRepositories repositories(GitReference reference)
      throws IOException, BuildFailedException, InterruptedException {
    if (!reference.isSsh()) {
      return repositories;
    }
    Path agent =
        grants
            .agent(AGENT)
            .orElseThrow(() ->
                new BuildFailedException(
                    "ADD: "
                        + reference.shownRemote()
                        + " is fetched over ssh, and no key was granted: add --ssh default"));
    return repositories.withAgent(agent);
  }

  /** All files of a checkout. */
  SourceTree tree(Checkout checkout) {
    return new BuildContext(
        checkout.directory(),
        IgnoreMatcher.none(),
        cache.stats(checkout.directory())::digest,
        "in the repository");
  }

  /** Names the files without reading them: a commit's files are always the same. */
  static Digest digest(GitReference reference, Checkout checkout) {
    return Fingerprint.of("git source")
        .add(checkout.commit())
        .add(reference.remote())
        .add(reference.keepsGitDirectory() ? reference.ref().orElse("HEAD") : "")
        .add(reference.keepsGitDirectory())
        .add(reference.subdirectory())
        .add(reference.submodules())
        .add(reference.times())
        .digest();
  }
}
