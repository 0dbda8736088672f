package dev.jbuild.builder.step;

import static dev.jbuild.builder.context.LinkResolver.join;
import static dev.jbuild.builder.context.LinkResolver.parent;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.context.LinkResolver;
import dev.jbuild.builder.context.LinkResolver.Outside;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.Symlink;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A layer in the making on top of a tree: sees the tree as it will be with the layer. */
final class LayerDraft {
  private final FileTree base;
  private final TreeMap<String, PlannedEntry> entries = new TreeMap<>();

  LayerDraft(FileTree base) {
    this.base = base;
  }

  /** What stands under the path itself. */
  Optional<FileEntry> get(String path) {
    PlannedEntry planned = entries.get(path);
    if (planned != null) {
      return Optional.of(planned.entry());
    }
    return isHidden(path) ? Optional.empty() : base.get(path).map(FileTree.Node::entry);
  }

  /** Where the path leads when its links are followed, as for a process with this root. */
  String resolve(String path) throws IOException {
    return new LinkResolver(this::link, Outside.STAYS_INSIDE).resolve(path);
  }

  /** The same for a process whose root is the directory, such as one that unpacks an archive. */
  String resolve(String directory, String path) throws IOException {
    LinkResolver within =
        new LinkResolver(inside -> link(join(directory, inside)), Outside.STAYS_INSIDE);
    return join(directory, within.resolve(path));
  }

  /** Adds the entry, or puts it in the place of what was planned or is there. */
  void put(PlannedEntry entry) {
    entries.put(entry.path(), entry);
  }

  /** Takes away what was planned below a path, which is about to be no directory any more. */
  void forgetBelow(String path) {
    entries.subMap(path + "/", path + "0").clear();
  }

  /** Makes the directory, and those above it, where they are missing. The path has no links. */
  void makeDirectories(String path, Metadata metadata) throws BuildFailedException {
    Optional<FileEntry> there = get(path);
    if (there.isEmpty()) {
      makeDirectories(parent(path), metadata);
      put(PlannedEntry.of(new Directory(path, metadata)));
    } else if (!(there.get() instanceof Directory)) {
      throw new BuildFailedException("cannot make directory /" + path + ": there is a file");
    }
  }

  /**
   * The layer. It describes the directories above its entries too, as they are: some unpack every
   * layer into a directory of its own, and would invent what they miss.
   */
  LayerPlan finish() {
    ImmutableList.copyOf(entries.keySet()).forEach(this::describeAbove);
    Map<Object, String> names = new HashMap<>();
    return new LayerPlan(
        entries.values().stream()
            .map(planned -> linked(planned, names))
            .collect(ImmutableList.toImmutableList()));
  }

  private Optional<String> link(String path) {
    return get(path)
        .flatMap(
            entry -> entry instanceof Symlink link ? Optional.of(link.target()) : Optional.empty());
  }

  private boolean isHidden(String path) {
    for (String above = path; !above.isEmpty(); above = parent(above)) {
      PlannedEntry planned = entries.get(parent(above));
      if (planned != null && !(planned.entry() instanceof Directory)) {
        return true;
      }
    }
    return false;
  }

  private void describeAbove(String path) {
    for (String above = parent(path); !above.isEmpty(); above = parent(above)) {
      if (!entries.containsKey(above)) {
        base.get(above).map(FileTree.Node::entry).map(PlannedEntry::of).ifPresent(this::put);
      }
    }
  }

  private static PlannedEntry linked(PlannedEntry planned, Map<Object, String> names) {
    if (!(planned instanceof PlannedEntry.File file) || file.identity().isEmpty()) {
      return planned;
    }
    @Nullable String first = names.putIfAbsent(file.identity().get(), file.path());
    return first == null
        ? planned
        : PlannedEntry.of(new HardLink(file.path(), file.entry().metadata(), first));
  }
}
