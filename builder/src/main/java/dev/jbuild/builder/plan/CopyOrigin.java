package dev.jbuild.builder.plan;

import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.graph.VertexId;

/** What {@code --from} names, or the build context. */
sealed interface CopyOrigin {

  /**
   * The build's own context.
   *
   * @param unpack whether archives are unpacked
   */
  record Main(boolean unpack) implements CopyOrigin {}

  /** A context that has a name. */
  record Named(String name) implements CopyOrigin {}

  /** A stage or an image. */
  record Root(VertexId vertex) implements CopyOrigin {}

  /** The source that a path or glob stands for. */
  default CopyInput at(String pattern) {
    return switch (this) {
      case Main main -> new CopyInput.FromContext(pattern, main.unpack());
      case Named named -> new CopyInput.FromNamedContext(named.name(), pattern);
      case Root root -> new CopyInput.FromVertex(root.vertex(), pattern);
    };
  }

  static CopyOrigin vertex(VertexId vertex) {
    return new Root(vertex);
  }

  static CopyOrigin context(String name) {
    return new Named(name);
  }

  static CopyOrigin buildContext(boolean unpack) {
    return new Main(unpack);
  }
}
