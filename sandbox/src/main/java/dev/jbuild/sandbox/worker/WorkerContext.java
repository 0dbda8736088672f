package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.runtime.ContainerRuntime;
import dev.jbuild.sandbox.unpack.LayerUnpacker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What all runs of a worker share.
 *
 * @param directory of the worker's own
 */
record WorkerContext(
    Path directory, OverlayMode mode, ContainerRuntime runtime, LayerUnpacker unpacker) {

  /** Unpacks what is not unpacked yet, the lowest first. */
  void unpackAll(List<LowerLayer> layers, Consumer<String> notes) throws IOException {
    for (LowerLayer layer : layers) {
      unpacker.unpack(layer, notes);
    }
  }

  /** Unique among the containers of this machine. */
  String containerId(long run) {
    return directory.getFileName() + "-" + run;
  }
}
