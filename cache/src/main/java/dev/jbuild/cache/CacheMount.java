package dev.jbuild.cache;

import dev.jbuild.cache.CacheMounts.Sharing;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A cache mount that is kept.
 *
 * @param sharing as whoever used it last wanted it
 * @param directory for the sandbox alone
 * @param bytes of what this process can see of it
 */
public record CacheMount(
    CacheMountKey key, Sharing sharing, Path directory, long bytes, Instant lastUse) {}
