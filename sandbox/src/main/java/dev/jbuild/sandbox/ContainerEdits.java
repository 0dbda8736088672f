package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What devices change in a container besides its mounts and its environment.
 *
 * @param hooks in the order in which they run
 * @param groups more supplementary groups of the command
 */
public record ContainerEdits(ImmutableList<DeviceHook> hooks, ImmutableList<Integer> groups) {
  public static final ContainerEdits NONE = new ContainerEdits(List.of(), List.of());

  public ContainerEdits(List<DeviceHook> hooks, List<Integer> groups) {
    this(ImmutableList.copyOf(hooks), ImmutableList.copyOf(groups));
  }
}
