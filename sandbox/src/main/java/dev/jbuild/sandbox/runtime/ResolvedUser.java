package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Collection;

/**
 * Who a command runs as.
 *
 * @param groups supplementary ones; the primary one too, so that no file can shut it out by being
 *     of that group
 * @param home {@code /} for a user that the root does not know
 */
public record ResolvedUser(int uid, int gid, ImmutableSortedSet<Integer> groups, String home) {

  /** The same with more supplementary groups. */
  public ResolvedUser with(Collection<Integer> more) {
    return new ResolvedUser(
        uid,
        gid,
        ImmutableSortedSet.<Integer>naturalOrder().addAll(groups).addAll(more).build(),
        home);
  }
}
