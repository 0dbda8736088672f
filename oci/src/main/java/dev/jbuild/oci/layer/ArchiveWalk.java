package dev.jbuild.oci.layer;

import dev.jbuild.oci.tar.InvalidTarException;
import dev.jbuild.oci.tar.TarEntry;
import dev.jbuild.oci.tar.TarLimits;
import dev.jbuild.oci.tar.TarReader;
import dev.jbuild.oci.tar.TarType;
import dev.jbuild.oci.tar.WhiteoutNames;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.Symlink;
import dev.jbuild.oci.tree.Whiteout;
import java.io.IOException;
import java.util.Optional;

/** Turns a tar's entries into a layer's: safe paths, and in a layer removals by their names. */
final class ArchiveWalk {
  private final TarReader tar;
  private final EntryPaths paths;
  private final boolean isLayer;

  private ArchiveWalk(TarReader tar, TarLimits limits, boolean isLayer) {
    this.tar = tar;
    this.paths = new EntryPaths(limits);
    this.isLayer = isLayer;
  }

  /** Reads a layer: some names stand for removals. */
  static ArchiveWalk ofLayer(TarReader tar, TarLimits limits) {
    return new ArchiveWalk(tar, limits, true);
  }

  /** Reads an archive in which every name is that of a file. */
  static ArchiveWalk ofFiles(TarReader tar, TarLimits limits) {
    return new ArchiveWalk(tar, limits, false);
  }

  /** What a regular file is handed to; the tar entry tells where its content lies. */
  interface Sink {
    void file(String path, TarEntry entry) throws IOException;

    void entry(LayerEntry entry) throws IOException;
  }

  void run(Sink sink) throws IOException {
    for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
      visit(entry, sink);
    }
  }

  private void visit(TarEntry entry, Sink sink) throws IOException {
    String path = paths.normal(entry.name(), entry.name());
    if (isLayer && WhiteoutNames.isReserved(path)) {
      return;
    }
    Optional<LayerEntry> removal = isLayer ? WhiteoutNames.parse(path) : Optional.empty();
    if (removal.isPresent()) {
      sink.entry(checked(removal.get(), entry));
    } else {
      file(path, entry, sink);
    }
  }

  private void file(String path, TarEntry entry, Sink sink) throws IOException {
    if (path.isEmpty() && entry.type() != TarType.DIRECTORY) {
      throw new InvalidTarException(entry.name(), "the root is no directory");
    }
    switch (entry.type()) {
      case REGULAR_FILE -> sink.file(path, entry);
      case DIRECTORY -> sink.entry(new Directory(path, entry.metadata()));
      case SYMLINK -> sink.entry(new Symlink(path, entry.metadata(), entry.linkName()));
      case HARD_LINK -> sink.entry(hardLink(path, entry));
      case CHARACTER_DEVICE -> sink.entry(device(path, entry, Device.Kind.CHARACTER));
      case BLOCK_DEVICE -> sink.entry(device(path, entry, Device.Kind.BLOCK));
      case FIFO -> sink.entry(new Fifo(path, entry.metadata()));
      case PAX_HEADER -> throw new IllegalStateException("the reader takes these in");
    }
  }

  private HardLink hardLink(String path, TarEntry entry) throws InvalidTarException {
    String target = paths.normal(entry.linkName(), entry.name());
    if (target.isEmpty()) {
      throw new InvalidTarException(entry.name(), "a hard link to the root");
    }
    return new HardLink(path, entry.metadata(), target);
  }

  private static Device device(String path, TarEntry entry, Device.Kind kind) {
    return new Device(path, entry.metadata(), kind, entry.major(), entry.minor());
  }

  private static LayerEntry checked(LayerEntry removal, TarEntry entry) throws InvalidTarException {
    String name =
        switch (removal) {
          case Whiteout whiteout -> whiteout.path().substring(whiteout.path().lastIndexOf('/') + 1);
          case OpaqueDirectory _ -> "opaque";
          default -> throw new IllegalStateException("not a removal: " + removal);
        };
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new InvalidTarException(entry.name(), "a whiteout of \"" + name + "\"");
    }
    return removal;
  }
}
