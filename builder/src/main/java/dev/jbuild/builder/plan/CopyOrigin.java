package dev.jbuild.builder.plan;

import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.graph.VertexId;

/** What {@code --from} names, or the build context: makes sources of the paths in it. */
@FunctionalInterface
interface CopyOrigin {

  /** The source that a path or glob stands for. */
  CopyInput at(String pattern);

  static CopyOrigin vertex(VertexId vertex) {
    return pattern -> new CopyInput.FromVertex(vertex, pattern);
  }

  static CopyOrigin context(String name) {
    return pattern -> new CopyInput.FromNamedContext(name, pattern);
  }

  /**
   * The build's own context.
   *
   * @param unpack whether archives are unpacked
   */
  static CopyOrigin buildContext(boolean unpack) {
    return pattern -> new CopyInput.FromContext(pattern, unpack);
  }
}
