package dev.jbuild.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of some content, written {@code sha256:<64 lowercase hex digits>} (OCI image spec,
 * descriptor.md, "Digests"). A value that exists is valid; other algorithms are refused.
 */
public record Digest(String hex) implements Comparable<Digest> {
  private static final String PREFIX = "sha256:";
  private static final int HEX_LENGTH = 64;

  public Digest {
    if (hex.length() != HEX_LENGTH || !isLowerHex(hex)) {
      throw new IllegalArgumentException("not a sha256 digest: \"" + hex + "\"");
    }
  }

  /** Reads {@code sha256:<hex>}. Throws IllegalArgumentException for anything else. */
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not a sha256 digest: \"" + text + "\"");
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  /** A plain loop: a user may wait for tens of thousands of digests in a cold machine. */
  private static boolean isLowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > 'f' || (c > '9' && c < 'a')) {
        return false;
      }
    }
    return true;
  }

  /** The digest that {@link #bytes} gave. Throws IllegalArgumentException if they are not 32. */
  public static Digest ofRaw(byte[] raw) {
    return new Digest(HexFormat.of().formatHex(raw));
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] content) {
    return finish(hasher(), content);
  }

  /** What the hasher has seen so far, as a digest; resets the hasher. */
  public static Digest of(MessageDigest hasher) {
    return new Digest(HexFormat.of().formatHex(hasher.digest()));
  }

  /** A new SHA-256 hasher, to be handed to {@link #of(MessageDigest)} when all content was seen. */
  public static MessageDigest hasher() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java platform has SHA-256", e);
    }
  }

  private static Digest finish(MessageDigest hasher, byte[] content) {
    hasher.update(content);
    return of(hasher);
  }

  /** The 32 raw bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** The first 12 hex digits, as people quote digests. */
  public String shortHex() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
