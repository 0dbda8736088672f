package dev.jbuild.cache;

/**
 * What was removed.
 *
 * @param bytes that became free
 */
public record Pruned(int items, long bytes) {
  Pruned plus(long more) {
    return new Pruned(items, bytes + more);
  }
}
