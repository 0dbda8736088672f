package dev.jbuild.builder.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import java.net.URI;
import java.util.Optional;

/**
 * What a step does. Closed, and complete: together with the content of its inputs it determines the
 * step's result. Every operation but {@link BaseImage} adds at most one layer to its parent's.
 */
public sealed interface Operation {

  /** The vertices whose file systems this one reads, the parent first. */
  ImmutableList<VertexId> inputs();

  /** The vertex whose layers the result has below its own. */
  Optional<VertexId> parent();

  /** An image from the local store or a registry, found by the planner's caller. */
  record BaseImage(ImageReference reference, Platform platform, Digest manifest)
      implements Operation {
    @Override
    public Optional<VertexId> parent() {
      return Optional.empty();
    }

    @Override
    public ImmutableList<VertexId> inputs() {
      return ImmutableList.of();
    }
  }

  /**
   * COPY and ADD.
   *
   * @param parent what is copied into; empty for an empty root
   * @param destination absolute path; a trailing slash says that it is a directory
   * @param owner {@code user[:group]} by name or id, from {@code --chown}; empty: 0:0 for what
   *     comes from the context, as it is for what comes from an image
   * @param mode from {@code --chmod}
   * @param excludes patterns of {@code --exclude}
   * @param isAdd errors and defaults of ADD instead of COPY
   */
  record Copy(
      Optional<VertexId> parent,
      ImmutableList<CopyInput> sources,
      String destination,
      Optional<String> owner,
      Optional<ModeChange> mode,
      ImmutableList<String> excludes,
      boolean parents,
      boolean link,
      boolean isAdd)
      implements Operation {
    @Override
    public ImmutableList<VertexId> inputs() {
      ImmutableList.Builder<VertexId> inputs = ImmutableList.builder();
      parent.ifPresent(inputs::add);
      for (CopyInput source : sources) {
        if (source instanceof CopyInput.FromVertex from) {
          inputs.add(from.vertex());
        }
      }
      return inputs.build();
    }
  }

  /** One source of {@link Copy}, expanded. */
  sealed interface CopyInput {

    /**
     * Files of the build context.
     *
     * @param pattern a path or glob within the context
     * @param unpack whether a local archive is unpacked (ADD)
     */
    record FromContext(String pattern, boolean unpack) implements CopyInput {}

    /**
     * Files of a context that has a name.
     *
     * @param context its name, as the caller of the planner gave it
     */
    record FromNamedContext(String context, String pattern) implements CopyInput {}

    /** Files of another stage or image. */
    record FromVertex(VertexId vertex, String pattern) implements CopyInput {}

    /** A here-document, expanded where it is to be. */
    record Inline(String name, String content) implements CopyInput {}

    /** Files of a git repository (ADD). */
    record FromGit(GitReference reference) implements CopyInput {}

    /** A file of a web server (ADD). */
    record Remote(URI uri, Optional<Digest> checksum, boolean unpack) implements CopyInput {}
  }

  /**
   * RUN.
   *
   * @param arguments the whole command, with the shell where there is one
   * @param environment in its order, with the build arguments that the command sees
   * @param hiddenEnvironment set too, but without influence on the step's key: the proxy arguments
   * @param user as in USER; empty for root
   * @param insecure with all that the worker may
   * @param scripts files of here-documents that start with {@code #!}, mounted read-only: absolute
   *     path to content
   * @param mounts in the order of the Dockerfile
   * @param devices in the order of the Dockerfile
   */
  record Run(
      Optional<VertexId> parent,
      ImmutableList<String> arguments,
      Variables environment,
      ImmutableMap<String, String> hiddenEnvironment,
      String workingDirectory,
      String user,
      Network network,
      boolean insecure,
      ImmutableMap<String, String> scripts,
      ImmutableList<StepMount> mounts,
      ImmutableList<StepDevice> devices)
      implements Operation {
    @Override
    public ImmutableList<VertexId> inputs() {
      ImmutableList.Builder<VertexId> inputs = ImmutableList.builder();
      parent.ifPresent(inputs::add);
      for (StepMount mount : mounts) {
        if (mount.from().orElse(null) instanceof StepMount.Origin.Root root) {
          inputs.add(root.vertex());
        }
      }
      return inputs.build();
    }
  }

  /** Which network a command sees. */
  enum Network {
    DEFAULT,
    HOST,
    NONE
  }

  /**
   * WORKDIR: makes the directory and those above it, where they are missing. Without a parent and
   * with the path {@code /} it is an empty root, for a COPY from a stage that has nothing.
   *
   * @param user as in USER: who owns what is made
   */
  record MakeDirectory(Optional<VertexId> parent, String path, String user) implements Operation {
    @Override
    public ImmutableList<VertexId> inputs() {
      return parent.map(ImmutableList::of).orElseGet(ImmutableList::of);
    }
  }
}
