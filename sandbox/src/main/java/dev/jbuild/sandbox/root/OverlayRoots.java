package dev.jbuild.sandbox.root;

import dev.jbuild.sandbox.RootKind;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.unpack.LowerRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Roots that are overlays, by whoever they are mounted. */
final class OverlayRoots implements RootMaker {
  private final RootKind kind;
  private final OverlayMounter mounter;

  OverlayRoots(RootKind kind, OverlayMounter mounter) {
    this.kind = kind;
    this.mounter = mounter;
  }

  @Override
  public RootKind kind() {
    return kind;
  }

  @Override
  public OverlayRoot make(List<Path> lowers, Path place) throws IOException {
    // The kernel takes no directory twice; what a layer says again, its highest place says.
    List<Path> once = lowers.stream().distinct().toList();
    Optional<FileStatus> root = LowerRoot.of(once);
    return mount(once, place, upper -> LowerRoot.describe(upper, root));
  }

  @Override
  public OverlayRoot show(Path directory, List<String> hidden, Path place) throws IOException {
    return mount(List.of(directory), place, upper -> HiddenPaths.hide(upper, directory, hidden));
  }

  @FunctionalInterface
  private interface Preparation {
    void prepare(DirectoryHandle upper) throws IOException;
  }

  private OverlayRoot mount(List<Path> lowers, Path place, Preparation preparation)
      throws IOException {
    Path merged = Files.createDirectory(place.resolve("root"));
    Path upper = Files.createDirectory(place.resolve("upper"));
    Path work = Files.createDirectory(place.resolve("work"));
    FileStatus status = prepared(upper, preparation);
    List<Path> layers =
        lowers.isEmpty() ? List.of(Files.createDirectory(place.resolve("empty"))) : lowers;
    Optional<Process> server =
        mounter.mount(new OverlayMounter.Directories(layers, upper, work, merged));
    return new OverlayRoot(layers, merged, upper, status, server);
  }

  private static FileStatus prepared(Path upper, Preparation preparation) throws IOException {
    try (DirectoryHandle directory = DirectoryHandle.open(upper)) {
      preparation.prepare(directory);
      return directory.status();
    }
  }
}
