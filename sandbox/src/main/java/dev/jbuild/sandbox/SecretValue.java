package dev.jbuild.sandbox;

import java.nio.charset.StandardCharsets;

/** Bytes that are shown to a command and to nobody else: never printed, never compared. */
public final class SecretValue {
  private final byte[] bytes;

  public SecretValue(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** As UTF-8 text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
