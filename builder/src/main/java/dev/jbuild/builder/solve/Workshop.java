package dev.jbuild.builder.solve;

import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.git.GitRepositories;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.secret.OpenGrants;
import dev.jbuild.builder.web.WebFiles;
import dev.jbuild.cache.Cache;
import dev.jbuild.sandbox.Sandbox;
import java.io.IOException;

/**
 * What steps work with.
 *
 * @param contexts what the user gave files in
 * @param bases where base images come from
 * @param git where files of git repositories come from
 * @param web where files of web servers come from
 * @param sources say which repository or file is taken for which
 * @param grants what commands may see of the user's secrets
 */
public record Workshop(
    Cache cache,
    Sandbox sandbox,
    Contexts contexts,
    Bases bases,
    GitRepositories git,
    WebFiles web,
    PolicedSources sources,
    OpenGrants grants) {

  /** Finds the files of contexts. */
  public interface Contexts {

    /** The build's own context. */
    SourceTree main();

    /** A context that has a name; opened when it is first asked for. */
    SourceTree named(String name) throws IOException, BuildFailedException, InterruptedException;
  }

  /** Finds the layers of images that the planner knows of. */
  @FunctionalInterface
  public interface Bases {
    Snapshot snapshot(Operation.BaseImage image) throws IOException;
  }
}
