package dev.jbuild.builder.solve;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.step.Fingerprint;
import dev.jbuild.builder.step.ImageUsers;
import dev.jbuild.builder.step.LayerPlan;
import dev.jbuild.oci.Digest;
import java.util.List;

/**
 * The names of steps' results. All that can change a step's layer is in its key; names, places in
 * the file and hidden variables are not. A change of what is in a key, or of what steps do with it,
 * takes a new {@link #FORMAT}.
 */
final class StepKeys {
  private static final String FORMAT = "3";

  private final BuildOptions options;

  StepKeys(BuildOptions options) {
    this.options = options;
  }

  /**
   * A key of RUN: what it does, and the root that it starts from.
   *
   * @param mounts a digest for each mount and what it shows, in their order
   */
  Digest run(Operation.Run run, Snapshot parent, List<Digest> mounts) {
    return start("run")
        .add(parent.chain())
        .addAll(run.arguments())
        .addAll(run.environment().map().entrySet())
        .add(run.workingDirectory())
        .add(run.user())
        .add(run.network())
        .addAll(run.scripts().entrySet())
        .addAll(mounts)
        .addAll(surroundings(run))
        .digest();
  }

  private ImmutableList<String> surroundings(Operation.Run run) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    words.addAll(options.runs().keyed());
    run.devices().forEach(device -> words.add("device " + device.name()));
    return run.insecure() ? words.add("insecure").build() : words.build();
  }

  /** The key of WORKDIR. */
  Digest makeDirectory(Operation.MakeDirectory operation, Snapshot parent) {
    return start("directory")
        .add(parent.chain())
        .add(operation.path())
        .add(operation.user())
        .digest();
  }

  /**
   * The fast key of COPY and ADD, made without looking into any layer.
   *
   * @param sources a digest for the content of each source, in their order
   */
  Digest copy(Operation.Copy copy, Snapshot parent, List<Digest> sources) {
    return start("copy")
        .add(isIndependent(copy) ? "link" : parent.chain())
        .addAll(sources)
        .add(copy.destination())
        .addOptional(copy.owner())
        .addOptional(copy.mode())
        .addAll(copy.excludes())
        .add(copy.parents())
        .add(copy.link())
        .add(copy.isAdd())
        .digest();
  }

  /** What a source from another vertex gives, by its root and the path in it. */
  static Digest source(CopyInput.FromVertex from, Snapshot root) {
    return Fingerprint.of("source").add(root.chain()).add(from.pattern()).digest();
  }

  /** The second key: equal plans give equal layers, whatever they were made from. */
  Digest layer(LayerPlan plan) {
    return Fingerprint.of("layer")
        .add(FORMAT)
        .add(plan.digest())
        .add(options.compression().id())
        .digest();
  }

  private static boolean isIndependent(Operation.Copy copy) {
    return copy.link() && copy.owner().map(ImageUsers::isNumeric).orElse(true);
  }

  private Fingerprint start(String operation) {
    return Fingerprint.of(operation)
        .add(FORMAT)
        .add(options.compression().id())
        .addOptional(options.times().chosen());
  }
}
