package dev.jbuild.sandbox.unpack;

import dev.jbuild.sandbox.LayerKind;
import dev.jbuild.sandbox.LowerLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A way to make directories of layers, which overlays can be mounted over. */
public sealed interface LayerDirectories extends AutoCloseable
    permits MountedLayers, UnpackedLayers {

  LayerKind kind();

  /**
   * The directories, in the order of the layers; made if they are not there.
   *
   * @param notes hears of what layers have that could not be made
   */
  List<Path> of(List<LowerLayer> layers, Consumer<String> notes) throws IOException;

  /** To be called when nobody mounts anything over them any more; what is mounted stays usable. */
  @Override
  void close() throws IOException;
}
