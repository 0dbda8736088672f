package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableSet;
import dev.jbuild.builder.graph.Entitlement;
import dev.jbuild.builder.graph.Operation.Network;

/**
 * What the command line says about what a RUN gets.
 *
 * @param network for RUN without {@code --network}
 * @param allowed what a RUN may ask for
 */
public record RunRules(Network network, ImmutableSet<Entitlement> allowed) {
  /** The default network, and nothing that needs leave. */
  public static final RunRules DEFAULT = new RunRules(Network.DEFAULT, ImmutableSet.of());
}
