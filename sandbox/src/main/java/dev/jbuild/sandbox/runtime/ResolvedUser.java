package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableSortedSet;

/**
 * Who a command runs as.
 *
 * @param groups supplementary ones; the primary one too, so that no file can shut it out by being
 *     of that group
 * @param home {@code /} for a user that the root does not know
 */
public record ResolvedUser(int uid, int gid, ImmutableSortedSet<Integer> groups, String home) {}
