package dev.jbuild.builder.solve;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.StepMount;
import dev.jbuild.builder.graph.StepMount.Sharing;
import dev.jbuild.cache.CacheMountKey;
import dev.jbuild.cache.CacheMounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The cache mounts of one RUN, in use until this is closed. */
final class CacheLeases implements AutoCloseable {
  private final Map<CacheMountKey, CacheMounts.Lease> leases = new HashMap<>();
  private final ImmutableMap<StepMount.Cache, CacheMountKey> keys;

  private CacheLeases(ImmutableMap<StepMount.Cache, CacheMountKey> keys) {
    this.keys = keys;
  }

  /** Waits until it has all of them. Takes each once, all steps in the same order. */
  static CacheLeases take(StepMounts mounts, CacheMounts store, VertexEvents tells)
      throws IOException, BuildFailedException, InterruptedException {
    ImmutableMap.Builder<StepMount.Cache, CacheMountKey> keys = ImmutableMap.builder();
    Map<String, Wanted> wanted = new TreeMap<>();
    for (StepMount.Cache cache : mounts.caches()) {
      CacheMountKey key = new CacheMountKey(cache.id(), start(cache, mounts), 0);
      keys.put(cache, key);
      wanted.merge(CacheMounts.order(key), new Wanted(key, cache.sharing()), Wanted::withStronger);
    }
    CacheLeases taken = new CacheLeases(keys.buildKeepingLast());
    try {
      for (Wanted each : wanted.values()) {
        String id = each.key.id();
        taken.leases.put(
            each.key,
            store.use(each.key, each.storeSharing(), isOurs -> tells.waitsForCache(id, isOurs)));
      }
      return taken;
    } catch (IOException | RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  private record Wanted(CacheMountKey key, Sharing sharing) {
    /** Sharing is declared from the weakest to the strongest. */
    Wanted withStronger(Wanted other) {
      return sharing.compareTo(other.sharing) >= 0 ? this : other;
    }

    CacheMounts.Sharing storeSharing() {
      return switch (sharing) {
        case SHARED -> CacheMounts.Sharing.SHARED;
        case PRIVATE -> CacheMounts.Sharing.PRIVATE;
        case LOCKED -> CacheMounts.Sharing.LOCKED;
      };
    }
  }

  /** How the cache begins, in words; empty where it begins with nothing. */
  private static String start(StepMount.Cache cache, StepMounts mounts)
      throws IOException, BuildFailedException, InterruptedException {
    List<String> words = new ArrayList<>();
    cache.mode().ifPresent(mode -> words.add("mode=0" + Integer.toOctalString(mode)));
    cache.uid().ifPresent(uid -> words.add("uid=" + uid));
    cache.gid().ifPresent(gid -> words.add("gid=" + gid));
    if (cache.origin().isPresent()) {
      words.add("source=/" + cache.source());
      words.add("from=" + mounts.identity(cache.origin().get(), cache.source()));
    }
    return String.join(" ", words);
  }

  /** Where the cache is kept. */
  Path directory(StepMount.Cache cache) {
    CacheMountKey key = Objects.requireNonNull(keys.get(cache));
    return Objects.requireNonNull(leases.get(key)).directory();
  }

  @Override
  public void close() {
    leases.values().forEach(CacheMounts.Lease::close);
    leases.clear();
  }
}
