package dev.jbuild.oci.tar;

import java.io.IOException;

/** A tar that is damaged, or holds what no layer may hold. */
public final class InvalidTarException extends IOException {
  private static final long serialVersionUID = 1;

  /** Names the entry and says what is wrong with it. */
  public InvalidTarException(String entry, String fact) {
    super("tar entry \"" + entry + "\": " + fact);
  }

  InvalidTarException(long offset, String fact) {
    super("tar header at byte " + offset + ": " + fact);
  }
}
