package dev.jbuild.builder.solve;

import dev.jbuild.builder.context.BuildContext;
import dev.jbuild.builder.git.GitRepositories;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.cache.Cache;
import dev.jbuild.sandbox.Sandbox;
import java.io.IOException;

/**
 * What steps work with.
 *
 * @param bases where base images come from
 * @param git where files of git repositories come from
 */
public record Workshop(
    Cache cache, Sandbox sandbox, BuildContext context, Bases bases, GitRepositories git) {

  /** Finds the layers of images that the planner knows of. */
  @FunctionalInterface
  public interface Bases {
    Snapshot snapshot(Operation.BaseImage image) throws IOException;
  }
}
