package dev.jbuild.builder.graph;

import java.util.Optional;
import java.util.OptionalLong;

/** A {@code --mount} of RUN, with everything that the Dockerfile leaves out filled in. */
public sealed interface StepMount {

  /** Whose files it shows or begins with; empty where it has none of anybody's. */
  default Optional<Origin> from() {
    return Optional.empty();
  }

  /** The path in {@link #from}; without a slash at either end, empty for all of it. */
  default String source() {
    return "";
  }

  /** Whose files a mount shows. */
  sealed interface Origin {
    /** The build context. */
    record Context() implements Origin {}

    /** A context that has a name. */
    record NamedContext(String name) implements Origin {}

    /** A stage or an image. */
    record Root(VertexId vertex) implements Origin {}
  }

  /**
   * Files of the build context, a stage or an image.
   *
   * @param target absolute path
   * @param source path in the origin, without a slash at either end; empty for all of it
   * @param writable what is written is lost with the step
   */
  record Bind(String target, Origin origin, String source, boolean writable) implements StepMount {
    @Override
    public Optional<Origin> from() {
      return Optional.of(origin);
    }
  }

  /**
   * A directory that lives on between builds.
   *
   * @param origin what it begins with; empty for nothing
   * @param source path in the origin; without an origin, in the cache itself
   * @param mode its permissions when it is made; where empty, as with the owner, those of what it
   *     begins with
   */
  record Cache(
      String target,
      String id,
      Sharing sharing,
      Optional<Origin> origin,
      String source,
      Optional<Integer> mode,
      Optional<Integer> uid,
      Optional<Integer> gid,
      boolean readOnly)
      implements StepMount {
    @Override
    public Optional<Origin> from() {
      return origin;
    }
  }

  /** Who may use a cache at the same time. */
  enum Sharing {
    SHARED,
    /** Who comes while it is in use gets one of its own. */
    PRIVATE,
    /** Who comes while it is in use waits. */
    LOCKED
  }

  /** An empty directory in memory. */
  record Temporary(String target, OptionalLong size, boolean readOnly) implements StepMount {}

  /**
   * Something that only the user knows; what it is has no influence on the step's key.
   *
   * @param target of a file with it; empty for no file
   * @param variable with it; empty for none
   * @param required whether the step fails without it; otherwise there is no mount then
   */
  record Secret(
      String id,
      Optional<String> target,
      Optional<String> variable,
      boolean required,
      int mode,
      int uid,
      int gid)
      implements StepMount {}

  /** The socket of an SSH agent. */
  record Agent(String id, String target, boolean required, int mode, int uid, int gid)
      implements StepMount {}
}
