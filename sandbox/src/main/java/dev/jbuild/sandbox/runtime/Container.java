package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;

/**
 * All that a runtime needs to know.
 *
 * @param id unique among those that run
 * @param root the mounted root
 * @param directory for the runtime's own files
 * @param privateNetwork whether there is nothing but a loopback device
 */
public record Container(
    String id,
    Path root,
    Path directory,
    ImmutableList<String> args,
    ImmutableMap<String, String> env,
    String cwd,
    ResolvedUser user,
    String hostname,
    boolean privateNetwork,
    ImmutableList<FileBind> binds) {

  /** A file of the host that the container sees, read-only; its target exists in the root. */
  public record FileBind(Path source, String target) {}
}
