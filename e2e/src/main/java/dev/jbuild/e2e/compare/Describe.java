package dev.jbuild.e2e.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;

/**
 * {@code Describe IMAGE BASE}: prints what the image has beyond its base, to record or to compare.
 */
public final class Describe {
  private Describe() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("usage: Describe IMAGE BASE, both as skopeo names images");
    }
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    out.print(ImageFacts.read(arguments[0]).describe(ImageFacts.read(arguments[1])));
  }
}
