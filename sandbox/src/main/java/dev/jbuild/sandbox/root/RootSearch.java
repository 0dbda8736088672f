package dev.jbuild.sandbox.root;

import dev.jbuild.sandbox.RootKind;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how roots can be made here, by doing: makes one, deletes a directory in it, makes it
 * anew and reads back.
 */
public final class RootSearch {
  private final Path directory;
  private final OverlayMode mode;
  private final Map<RootKind, String> refusals = new EnumMap<>(RootKind.class);
  private @Nullable ShortNames names;

  /**
   * @param directory of the worker's own, where its roots will be
   */
  public RootSearch(Path directory, OverlayMode mode) {
    this.directory = directory;
    this.mode = mode;
  }

  /** The best way that works. */
  public RootMaker best() throws IOException {
    for (RootKind kind : RootKind.values()) {
      Optional<RootMaker> maker = attempt(kind);
      if (maker.isPresent()) {
        return maker.get();
      }
    }
    throw new SandboxUnavailableException(String.join("; ", refusals()));
  }

  /** This way or none: throws SandboxUnavailableException that says why it does not work. */
  public RootMaker only(RootKind kind) throws IOException {
    return attempt(kind)
        .orElseThrow(() -> new SandboxUnavailableException(String.join("; ", refusals())));
  }

  /** For machines that forbid mounts. */
  public static RootMaker withoutMounts(OverlayMode mode) {
    return new CopiedRoots(mode, false);
  }

  /** What did not work, and why. */
  public List<String> refusals() {
    List<String> texts = new ArrayList<>();
    refusals.forEach((kind, why) -> texts.add(kind.title() + ": " + why));
    return texts;
  }

  /** Tries one way; empty where it does not work. */
  public Optional<RootMaker> attempt(RootKind kind) {
    try {
      RootMaker maker = open(kind);
      probe(maker);
      return Optional.of(maker);
    } catch (IOException e) {
      refusals.put(kind, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private RootMaker open(RootKind kind) throws IOException {
    return switch (kind) {
      case OVERLAY -> new OverlayRoots(kind, KernelOverlay.layerByLayer(mode));
      case OVERLAY_OF_ONE_TEXT -> new OverlayRoots(kind, KernelOverlay.inOneText(mode, names()));
      case FUSE_OVERLAY -> new OverlayRoots(kind, FuseOverlay.find(names()));
      case COPY -> new CopiedRoots(mode, true);
    };
  }

  private ShortNames names() throws IOException {
    ShortNames made = names == null ? ShortNames.in(directory.resolve("names")) : names;
    names = made;
    return made;
  }

  private void probe(RootMaker maker) throws IOException {
    Path place = Files.createDirectory(directory.resolve("probe"));
    try {
      Path lower = place.resolve("lower");
      Files.createFile(Files.createDirectories(lower.resolve("dir")).resolve("file"));
      WritableRoot root = maker.make(List.of(lower), place);
      try {
        recreate(root.merged().resolve("dir"));
      } finally {
        root.unmount();
      }
    } finally {
      TreeDeletion.delete(place);
    }
  }

  private static void recreate(Path directory) throws IOException {
    Files.delete(directory.resolve("file"));
    Files.delete(directory);
    Files.createDirectory(directory);
    if (Files.exists(directory.resolve("file"))) {
      throw new IOException("a deleted file came back");
    }
  }
}
