package dev.jbuild.cache;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.blob.DirectoryTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at everything that the cache holds. */
final class Inventory {
  private static final Pattern UNPACKED = Pattern.compile("([0-9a-f]{64})(?:-[a-z]+)?");

  private final Path root;

  Inventory(Path root) {
    this.root = root;
  }

  /**
   * Something that is kept or removed as a whole.
   *
   * @param bytes that its removal frees
   */
  record Item(Usage.Kind kind, Path path, long bytes, Instant lastUse) {}

  List<Item> items() throws IOException {
    List<Item> items = new ArrayList<>();
    for (Usage.Kind kind : Usage.Kind.values()) {
      for (Path path : list(kind)) {
        describe(kind, path).ifPresent(items::add);
      }
    }
    return items;
  }

  private List<Path> list(Usage.Kind kind) throws IOException {
    return switch (kind) {
      case PLAIN_COPY -> list(Cache.PLAIN);
      case UNPACKED_LAYER -> list(Cache.UNPACKED);
      case BLOB -> list(Cache.BLOBS);
      case UNFINISHED_DOWNLOAD -> list(Cache.DOWNLOADS);
      case LAYER_INDEX -> list(Cache.LAYERS);
      case STEP_RESULT -> list(Cache.STEPS);
      case FILE_DIGESTS -> list(Cache.STATS);
      case SOURCE -> list(Cache.SOURCES);
      case CACHE_MOUNT -> list(Cache.MOUNTS);
      case IMAGE -> List.of();
    };
  }

  private List<Path> list(String name) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(name))) {
      entries.forEach(paths::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    return paths;
  }

  private Optional<Item> describe(Usage.Kind kind, Path path) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      Instant modified = file.lastModifiedTime().toInstant();
      return switch (kind) {
        case UNPACKED_LAYER -> unpacked(path);
        case LAYER_INDEX ->
            Optional.of(new Item(kind, path, DirectoryTree.size(path), lastUse(path, modified)));
        case SOURCE -> Optional.of(new Item(kind, path, DirectoryTree.size(path), modified));
        case CACHE_MOUNT ->
            Optional.of(new Item(kind, path, DirectoryTree.size(path), mountUse(path, modified)));
        default -> Optional.of(new Item(kind, path, isShared(path) ? 0 : file.size(), modified));
      };
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Named by the layer and, where it is not the usual one, its form. The sandbox's own unfinished
   * directories have other names and are its own matter.
   */
  private Optional<Item> unpacked(Path path) throws IOException {
    Matcher name = UNPACKED.matcher(path.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    Path record = root.resolve(Cache.LAYERS).resolve(name.group(1));
    Instant modified = Files.getLastModifiedTime(path).toInstant();
    long size =
        LayerInfo.read(record.resolve(LayerRecords.INFO)).map(LayerInfo::plainSize).orElse(0L);
    return Optional.of(new Item(Usage.Kind.UNPACKED_LAYER, path, size, lastUse(record, modified)));
  }

  /** A layer is used when its record or its blob is. */
  private Instant lastUse(Path record, Instant modified) throws IOException {
    Path info = record.resolve(LayerRecords.INFO);
    Optional<LayerInfo> layer = LayerInfo.read(info);
    if (layer.isEmpty()) {
      return modified;
    }
    Path blob = root.resolve(Cache.BLOBS).resolve(layer.get().blob().digest().hex());
    Instant recordUse = Files.getLastModifiedTime(info).toInstant();
    Instant blobUse =
        Files.exists(blob) ? Files.getLastModifiedTime(blob).toInstant() : Instant.MIN;
    return blobUse.isAfter(recordUse) ? blobUse : recordUse;
  }

  private static Instant mountUse(Path directory, Instant modified) throws IOException {
    Path about = directory.resolve(CacheMounts.ABOUT);
    return Files.exists(about) ? Files.getLastModifiedTime(about).toInstant() : modified;
  }

  boolean hasBlob(Descriptor blob) {
    return Files.exists(root.resolve(Cache.BLOBS).resolve(blob.digest().hex()));
  }

  private static boolean isShared(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(file, "unix:nlink") instanceof Integer links
        && links > 1;
  }

  Usage usage(ImageStore images) throws IOException {
    List<Item> items = items();
    ImmutableList.Builder<Usage.Part> parts = ImmutableList.builder();
    for (Usage.Kind kind : Usage.Kind.values()) {
      if (kind != Usage.Kind.IMAGE) {
        List<Item> same = items.stream().filter(item -> item.kind() == kind).toList();
        parts.add(new Usage.Part(kind, same.size(), same.stream().mapToLong(Item::bytes).sum()));
      }
    }
    return new Usage(parts.add(images.usage()).build());
  }
}
