package dev.jbuild.registry;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How large the requests of uploads are. Small blobs go in one; big ones in chunks, so that no more
 * than a chunk is sent twice when something breaks.
 *
 * @param whole blobs of at most so many bytes go in one request
 * @param chunk of bigger ones, at first
 * @param longest chunk, where the network is fast
 */
record ChunkSizes(long whole, long chunk, long longest) {
  static final ChunkSizes STANDARD = new ChunkSizes(64L << 20, 32L << 20, 1L << 30);

  private static final long SMALLEST = 256 * 1024; // below what any proxy refuses

  /** What was learnt of registries, by name: what they take at most. */
  static final class Learnt {
    private final ChunkSizes start;
    private final Map<String, Long> limits = new ConcurrentHashMap<>();
    private final Set<String> wholeOnly = ConcurrentHashMap.newKeySet();

    Learnt(ChunkSizes start) {
      this.start = start;
    }

    boolean goesWhole(UploadTarget target) {
      return wholeOnly.contains(target.endpoint().name())
          || target.size() <= Math.min(start.whole(), limit(target, start.whole()));
    }

    long chunk(UploadTarget target) {
      return Math.min(start.chunk(), limit(target, start.chunk()));
    }

    long longest(UploadTarget target) {
      return limit(target, start.longest());
    }

    private long limit(UploadTarget target, long otherwise) {
      return limits.getOrDefault(target.endpoint().name(), otherwise);
    }

    /** The registry takes only whole blobs. */
    void noChunks(UploadTarget target) {
      wholeOnly.add(target.endpoint().name());
    }

    /** A request was too large; false when smaller ones are not worth a try. */
    boolean tooLarge(UploadTarget target, long size) {
      if (size <= SMALLEST || wholeOnly.contains(target.endpoint().name())) {
        return false;
      }
      limits.put(target.endpoint().name(), Math.max(SMALLEST, size / 8));
      return true;
    }
  }
}
