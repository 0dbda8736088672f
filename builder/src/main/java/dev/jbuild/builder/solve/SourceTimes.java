package dev.jbuild.builder.solve;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.builder.git.GitRepositories;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.secret.OpenGrants;
import dev.jbuild.builder.web.WebFiles;
import dev.jbuild.cache.Cache;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Knows how old the sources of ADD are that are elsewhere. Fetches them, as ADD does. */
public final class SourceTimes {
  private final GitSources git;
  private final RemoteFiles files;

  public SourceTimes(
      Cache cache,
      GitRepositories repositories,
      WebFiles web,
      PolicedSources sources,
      OpenGrants grants) {
    this.git = new GitSources(cache, repositories, sources, grants);
    this.files = new RemoteFiles(web, sources);
  }

  /** When a commit was made or a file was changed last; empty where nobody tells. */
  public Optional<Instant> of(CopyInput source)
      throws IOException, BuildFailedException, InterruptedException {
    return switch (source) {
      case CopyInput.FromGit from -> Optional.of(time(git.policed(from.reference())));
      case CopyInput.Remote remote -> files.file(remote).changed();
      case CopyInput.FromContext _,
          CopyInput.FromNamedContext _,
          CopyInput.FromVertex _,
          CopyInput.Inline _ ->
          Optional.empty();
    };
  }

  private Instant time(GitReference reference)
      throws IOException, BuildFailedException, InterruptedException {
    return git.commitTime(reference, git.checkout(reference));
  }
}
