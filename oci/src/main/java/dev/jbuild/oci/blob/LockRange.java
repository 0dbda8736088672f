package dev.jbuild.oci.blob;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What is locked: some bytes of a {@link LockFile}, which are positions only and are never written.
 *
 * @param position the first
 * @param size how many
 */
public record LockRange(long position, long size) {
  /** Where the positions begin that no {@link #of} gives: free for a caller's own use. */
  public static final long BEYOND_KEYS = 1L << 62;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** The range that stands for a key. Two keys share one with a chance of 1 in 2^62. */
  public static LockRange of(String key) {
    long hash = FNV_OFFSET;
    for (byte b : key.getBytes(UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return new LockRange(hash & (BEYOND_KEYS - 1), 1);
  }
}
