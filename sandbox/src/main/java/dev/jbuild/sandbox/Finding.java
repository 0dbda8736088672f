package dev.jbuild.sandbox;

import java.util.Optional;

/**
 * One thing that RUN needs or could use, and whether this machine has it.
 *
 * @param subject what was looked at, in a word or two
 * @param fact what was found, in one line
 * @param advice what to do about it
 */
public record Finding(String subject, State state, String fact, Optional<String> advice) {
  /** How it is. */
  public enum State {
    OK,
    /** RUN does without. */
    NONE,
    /** RUN may not work, or not as it should. */
    BAD
  }

  static Finding ok(String subject, String fact) {
    return new Finding(subject, State.OK, fact, Optional.empty());
  }

  static Finding none(String subject, String fact) {
    return new Finding(subject, State.NONE, fact, Optional.empty());
  }

  static Finding bad(String subject, String fact, String advice) {
    return new Finding(subject, State.BAD, fact, Optional.of(advice));
  }
}
