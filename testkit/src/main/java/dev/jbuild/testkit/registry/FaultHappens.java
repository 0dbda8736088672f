package dev.jbuild.testkit.registry;

import java.io.IOException;

/** Ends the handling of a request in the way a {@link Fault} asks for. */
final class FaultHappens extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Ending ending;

  FaultHappens(Ending ending) {
    super(ending.toString());
    this.ending = ending;
  }

  Ending ending() {
    return ending;
  }
}
