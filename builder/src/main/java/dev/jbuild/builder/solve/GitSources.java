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
import dev.jbuild.builder.step.Fingerprint;
import dev.jbuild.cache.Cache;
import dev.jbuild.oci.Digest;
import dev.jbuild.parser.ignore.IgnoreMatcher;
import java.io.IOException;

/** Files of git repositories for ADD. */
final class GitSources {
  private final Cache cache;
  private final GitRepositories repositories;
  private final PolicedSources sources;

  GitSources(Cache cache, GitRepositories repositories, PolicedSources sources) {
    this.cache = cache;
    this.repositories = repositories;
    this.sources = sources;
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
      return repositories.checkout(reference);
    } catch (GitException e) {
      throw new BuildFailedException("ADD: " + e.getMessage(), e);
    }
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
