package dev.jbuild.cache;

import static java.util.Comparator.comparingInt;

import dev.jbuild.oci.blob.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Removes what a policy names, in the order that costs least. */
final class Pruner {
  /** File systems' clocks may lag behind the system's a little. */
  private static final Duration CLOCK_LAG = Duration.ofSeconds(2);

  private final Inventory inventory;
  private final PrunePolicy policy;
  private final Instant before;
  private final TreeDeleter foreign;
  private final CacheMounts mounts;
  private int items;
  private long freed;

  /**
   * Prepares a run.
   *
   * @param spareSince what was used since then is in use
   * @param foreign deletes what may belong to users that only the sandbox can be
   */
  Pruner(
      Inventory inventory,
      PrunePolicy policy,
      Instant spareSince,
      TreeDeleter foreign,
      CacheMounts mounts) {
    this.inventory = inventory;
    this.policy = policy;
    this.foreign = foreign;
    this.mounts = mounts;
    Instant unused = Instant.now().minus(policy.unusedFor());
    this.before = unused.isBefore(spareSince) ? unused : spareSince.minus(CLOCK_LAG);
  }

  Pruned run() throws IOException {
    List<Inventory.Item> all = inventory.items();
    long remaining = all.stream().mapToLong(Inventory.Item::bytes).sum();
    for (Inventory.Item item : candidates(all)) {
      if (remaining - freed <= policy.keepBytes() && policy.keepBytes() > 0) {
        break;
      }
      remove(item);
    }
    removeStepsOfNothing();
    return new Pruned(items, freed);
  }

  private List<Inventory.Item> candidates(List<Inventory.Item> all) {
    return all.stream()
        .filter(item -> item.lastUse().isBefore(before) && item.kind() != Usage.Kind.STEP_RESULT)
        .sorted(comparingInt(Pruner::rank).thenComparing(Inventory.Item::lastUse))
        .toList();
  }

  /** Copies first; all others by their last use alone. */
  private static int rank(Inventory.Item item) {
    return switch (item.kind()) {
      case PLAIN_COPY -> 0;
      case UNPACKED_LAYER -> 1;
      default -> 2;
    };
  }

  private void remove(Inventory.Item item) throws IOException {
    switch (item.kind()) {
      case LAYER_INDEX, SOURCE -> DirectoryTree.delete(item.path());
      case UNPACKED_LAYER -> foreign.delete(item.path());
      case CACHE_MOUNT -> {
        if (!mounts.remove(item.path(), foreign)) {
          return;
        }
      }
      default -> Files.deleteIfExists(item.path());
    }
    items++;
    freed += item.bytes();
  }

  /** Results whose layer is gone would be no hits, nor would damaged ones. */
  private void removeStepsOfNothing() throws IOException {
    for (Inventory.Item item : inventory.items()) {
      if (item.kind() == Usage.Kind.STEP_RESULT && isUseless(item)) {
        remove(item);
      }
    }
  }

  private boolean isUseless(Inventory.Item step) throws IOException {
    Optional<LayerInfo> layer = LayerInfo.read(step.path());
    return layer.isEmpty() || !inventory.hasBlob(layer.get().blob());
  }
}
