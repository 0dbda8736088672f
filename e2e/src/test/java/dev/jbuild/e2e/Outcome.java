package dev.jbuild.e2e;

/**
 * What a run of jbuild gave.
 *
 * @param status exit status
 */
record Outcome(int status, String out, String err) {

  /** This outcome, for chains; fails with all that was printed where the status is another. */
  Outcome expect(int expected) {
    if (status != expected) {
      throw new AssertionError(
          "exit status %d instead of %d%n--- stdout%n%s%n--- stderr%n%s"
              .formatted(status, expected, out, err));
    }
    return this;
  }
}
