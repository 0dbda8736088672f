package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.cgroup.Cgroups;
import dev.jbuild.sandbox.network.Networks;
import dev.jbuild.sandbox.root.RootMaker;
import dev.jbuild.sandbox.root.WritableRoot;
import dev.jbuild.sandbox.runtime.Runtimes;
import dev.jbuild.sandbox.unpack.LayerDirectories;
import dev.jbuild.sandbox.unpack.LayerForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * What all runs of a worker share.
 *
 * @param directory of the worker's own
 * @param form of the unpacked layers
 * @param turns has one for each command that may be under way at a time
 */
record WorkerContext(
    Path directory,
    RootMaker roots,
    Runtimes runtimes,
    Networks networks,
    Cgroups cgroups,
    LayerForm form,
    LayerDirectories layers,
    Semaphore turns) {

  /**
   * Makes a root of layers.
   *
   * @param lowers lowest first
   * @param place a directory for this root alone, which exists
   * @param notes hears of what layers have that could not be made
   */
  WritableRoot root(List<LowerLayer> lowers, Path place, Consumer<String> notes)
      throws IOException {
    return roots.make(layers.of(form.of(lowers), notes).reversed(), place);
  }

  /** Whether something can be mounted. */
  boolean canMount() {
    return form != LayerForm.PLAIN;
  }

  /** Unique among the containers of this machine. */
  String containerId(long run) {
    return directory.getFileName() + "-" + run;
  }
}
