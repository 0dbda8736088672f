package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that a command sees in its root, and that never enters the layer. Where a target lies
 * below another one, it is mounted on that.
 */
public sealed interface Mount {

  /** Absolute path in the root; made for the time of the run when it does not exist. */
  String target();

  /**
   * A file that cannot be written to, such as a heredoc's script.
   *
   * @param content written as UTF-8
   * @param mode permission bits, 0 to 0777
   */
  record ReadOnlyFile(String target, String content, int mode) implements Mount {
    public ReadOnlyFile {
      requireAbsolute(target);
    }
  }

  /**
   * A file, a directory or a device of this machine.
   *
   * @param source absolute
   */
  record OfHost(String target, Path source, ImmutableSet<Option> options) implements Mount {
    public OfHost {
      requireAbsolute(target);
    }

    public OfHost(String target, Path source, Option... options) {
      this(target, source, ImmutableSet.copyOf(options));
    }
  }

  /** How something is mounted. */
  enum Option {
    READ_ONLY,
    NO_SETUID,
    NO_DEVICES,
    NO_EXECUTE,
    /** With what is mounted below it. */
    RECURSIVE
  }

  /**
   * Files of a stage, an image or the build context.
   *
   * @param writable whether the command may change them, for itself alone
   */
  record Bind(String target, TreeSource source, boolean writable) implements Mount {
    public Bind {
      requireAbsolute(target);
    }
  }

  /**
   * A directory that later runs find as this one leaves it.
   *
   * @param directory where it is kept; must exist. The worker alone works in it, and its files may
   *     belong to sub-ids
   * @param start what it is made as when it is used for the first time
   * @param path in the directory, of what is mounted; empty for all of it
   */
  record Cache(String target, Path directory, CacheStart start, String path, boolean readOnly)
      implements Mount {
    public Cache {
      requireAbsolute(target);
    }
  }

  /**
   * How a cache mount begins. What is empty is as it is with the content, else 0755 and root's.
   *
   * @param content what is copied into it
   * @param mode permission bits of the directory
   */
  record CacheStart(
      Optional<TreeSource> content,
      Optional<Integer> mode,
      Optional<Integer> uid,
      Optional<Integer> gid) {
    /** An empty directory of root's. */
    public static final CacheStart EMPTY =
        new CacheStart(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * An empty directory in memory.
   *
   * @param size in bytes; what the kernel gives where empty: half of the memory
   */
  record Temporary(String target, OptionalLong size, boolean readOnly) implements Mount {
    public Temporary {
      requireAbsolute(target);
    }
  }

  /**
   * A file that is in memory only and that cannot be written to.
   *
   * @param mode permission bits
   */
  record Secret(String target, SecretValue value, int mode, int uid, int gid) implements Mount {
    public Secret {
      requireAbsolute(target);
    }
  }

  /**
   * A socket that leads to an SSH agent of this machine.
   *
   * @param agent the agent's own socket
   * @param mode permission bits of the socket that the command sees
   */
  record Agent(String target, Path agent, int mode, int uid, int gid) implements Mount {
    public Agent {
      requireAbsolute(target);
    }
  }

  private static void requireAbsolute(String target) {
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException("the mount's target is not absolute: " + target);
    }
  }
}
