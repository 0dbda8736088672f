package dev.jbuild.cache;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A cache mount that is kept.
 *
 * @param directory for the sandbox alone
 * @param bytes of what this process can see of it
 */
public record CacheMount(CacheMountKey key, Path directory, long bytes, Instant lastUse) {}
