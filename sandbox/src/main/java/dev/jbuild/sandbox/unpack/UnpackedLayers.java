package dev.jbuild.sandbox.unpack;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.LayerKind;
import dev.jbuild.sandbox.LowerLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Directories that layers are unpacked into, once and for all runs; several at a time. */
public final class UnpackedLayers implements LayerDirectories {
  private final LayerUnpacker unpacker;

  public UnpackedLayers(LayerUnpacker unpacker) {
    this.unpacker = unpacker;
  }

  @Override
  public LayerKind kind() {
    return LayerKind.UNPACKED;
  }

  @Override
  public ImmutableList<Path> of(List<LowerLayer> layers, Consumer<String> notes)
      throws IOException {
    List<LowerLayer> missing =
        layers.stream().distinct().filter(layer -> !isUnpacked(layer)).toList();
    AtOnce.each(missing, layer -> unpacker.unpack(layer, notes));
    return layers.stream().map(layer -> layer.places().unpacked()).collect(toImmutableList());
  }

  static boolean isUnpacked(LowerLayer layer) {
    return Files.exists(layer.places().unpacked());
  }

  /** The directories are for all runs that there will be. */
  @Override
  public void close() {}
}
