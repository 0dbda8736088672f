package dev.jbuild.sandbox.unpack;

import dev.jbuild.oci.DiffId;
import dev.jbuild.sandbox.LayerKind;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Layers that are mounted by EROFS, each once and for all runs of this process. A layer that is
 * unpacked already is taken as it is. What is mounted stays, also when its files are deleted.
 */
public final class MountedLayers implements LayerDirectories {
  private final Path directory;
  private final LayerImages images;
  private final Map<DiffId, Path> mounted = new ConcurrentHashMap<>();

  /**
   * Mounts nothing yet.
   *
   * @param directory of this object alone, which exists; the layers are mounted in it
   */
  public MountedLayers(Path directory, OverlayMode mode) {
    this.directory = directory;
    this.images = new LayerImages(mode);
  }

  @Override
  public LayerKind kind() {
    return LayerKind.EROFS;
  }

  @Override
  public List<Path> of(List<LowerLayer> layers, Consumer<String> notes) throws IOException {
    List<LowerLayer> missing =
        layers.stream()
            .distinct()
            .filter(layer -> !mounted.containsKey(layer.id()))
            .filter(layer -> !UnpackedLayers.isUnpacked(layer))
            .toList();
    AtOnce.each(missing, layer -> mount(layer, notes));
    List<Path> directories = new ArrayList<>();
    for (LowerLayer layer : layers) {
      directories.add(mounted.getOrDefault(layer.id(), layer.places().unpacked()));
    }
    return directories;
  }

  private void mount(LowerLayer layer, Consumer<String> notes) throws IOException {
    Path image = layer.places().image();
    Files.createDirectories(image.getParent());
    Path lockFile = image.resolveSibling("." + image.getFileName() + ".lock");
    try (LayerStoreLock lock = LayerStoreLock.acquire(lockFile)) {
      if (!mounted.containsKey(layer.id())) {
        images.make(layer, notes);
        Path target = Files.createDirectory(directory.resolve(layer.id().digest().hex()));
        Mounts.erofs(image, LayerImages.tar(layer), target);
        mounted.put(layer.id(), target);
      }
      lock.retire();
    }
  }

  @Override
  public void close() throws IOException {
    for (Path target : mounted.values()) {
      Mounts.unmount(target);
    }
    mounted.clear();
  }
}
