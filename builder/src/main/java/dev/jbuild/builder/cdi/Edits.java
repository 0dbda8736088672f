package dev.jbuild.builder.cdi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.sandbox.DeviceHook;
import dev.jbuild.sandbox.Mount;
import java.util.List;

/**
 * What a device changes in a container: the {@code containerEdits} of a CDI file.
 *
 * @param env wins over what the command's environment has
 */
record Edits(
    ImmutableMap<String, String> env,
    ImmutableList<DeviceNode> nodes,
    ImmutableList<Mount.OfHost> mounts,
    ImmutableList<DeviceHook> hooks,
    ImmutableList<Integer> groups) {
  static final Edits NONE =
      new Edits(
          ImmutableMap.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of());

  /** First these, then the others; what is the same in both is done once. */
  Edits with(Edits next) {
    return new Edits(
        ImmutableMap.<String, String>builder().putAll(env).putAll(next.env).buildKeepingLast(),
        join(nodes, next.nodes),
        join(mounts, next.mounts),
        ImmutableList.<DeviceHook>builder().addAll(hooks).addAll(next.hooks).build(),
        join(groups, next.groups));
  }

  private static <T> ImmutableList<T> join(List<T> first, List<T> second) {
    return ImmutableSet.<T>builder().addAll(first).addAll(second).build().asList();
  }
}
