package dev.jbuild.builder.cdi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.sandbox.ContainerEdits;
import dev.jbuild.sandbox.Mount;
import java.util.stream.Stream;

/**
 * What the devices of a RUN change, as the sandbox understands it.
 *
 * @param env wins over what the command's environment has
 */
public record GivenDevices(
    ImmutableMap<String, String> env, ImmutableList<Mount> mounts, ContainerEdits edits) {
  /** Of a RUN without devices. */
  public static final GivenDevices NONE =
      new GivenDevices(ImmutableMap.of(), ImmutableList.of(), ContainerEdits.NONE);

  static GivenDevices of(Edits edits) {
    Stream<Mount> nodes =
        edits.nodes().stream().map(node -> new Mount.OfHost(node.path(), node.hostPath()));
    return new GivenDevices(
        edits.env(),
        Stream.concat(nodes, edits.mounts().stream()).collect(ImmutableList.toImmutableList()),
        new ContainerEdits(edits.hooks(), edits.groups()));
  }
}
