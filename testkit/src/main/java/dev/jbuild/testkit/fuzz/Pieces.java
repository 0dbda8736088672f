package dev.jbuild.testkit.fuzz;

import java.util.Random;
import java.util.function.Supplier;

/** Chooses: the base of all generators. */
final class Pieces {
  private final Random random;

  Pieces(Random random) {
    this.random = random;
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  String of(String... pieces) {
    return pieces[random.nextInt(pieces.length)];
  }

  /** From one to so many, one behind the other. */
  String several(int most, String separator, Supplier<String> piece) {
    StringBuilder text = new StringBuilder(piece.get());
    for (int more = random.nextInt(most); more > 0; more--) {
      text.append(separator).append(piece.get());
    }
    return text.toString();
  }
}
