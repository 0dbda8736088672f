package dev.jbuild.builder.step;

import static dev.jbuild.builder.context.LinkResolver.join;
import static dev.jbuild.builder.context.LinkResolver.name;
import static dev.jbuild.builder.context.LinkResolver.parent;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the entries of an archive into a directory of a layer, in place of what is there. Links lead
 * nowhere else: the directory is their root.
 */
final class ArchiveUnpacker {
  /** What every link has on a file system, whatever the archive says. */
  private static final int LINK_MODE = 0777;

  private final LayerDraft draft;
  private final String directory;
  private final Metadata made;
  private final Optional<Owner> owner;
  private final Times times;
  private final Map<String, PlannedEntry.File> files = new HashMap<>();

  /**
   * Starts with nothing unpacked.
   *
   * @param directory real path, already there
   * @param made metadata of directories that the archive does not describe
   * @param owner of all that is unpacked; empty keeps the archive's owners
   */
  ArchiveUnpacker(
      LayerDraft draft, String directory, Metadata made, Optional<Owner> owner, Times times) {
    this.draft = draft;
    this.directory = directory;
    this.made = made;
    this.owner = owner;
    this.times = times;
  }

  void add(PlannedEntry entry) throws IOException, BuildFailedException {
    if (entry.path().isEmpty()) {
      return;
    }
    String above = draft.resolve(directory, parent(entry.path()));
    draft.makeDirectories(above, made);
    String path = join(above, name(entry.path()));
    boolean merges = entry.entry() instanceof Directory && isDirectory(path);
    if (!merges) {
      draft.forgetBelow(path);
    }
    draft.put(placed(entry, path));
  }

  private PlannedEntry placed(PlannedEntry entry, String path) throws BuildFailedException {
    if (entry instanceof PlannedEntry.File file) {
      files.put(file.path(), file);
      return at(file, path);
    }
    if (entry.entry() instanceof HardLink link) {
      PlannedEntry.File target = files.get(link.target());
      if (target == null) {
        throw new BuildFailedException(
            "the archive links /"
                + link.path()
                + " to /"
                + link.target()
                + ", which is not a file before it in the archive");
      }
      files.put(link.path(), target);
      return at(target, path);
    }
    FileEntry other = entry.entry();
    Metadata metadata = metadata(other.metadata());
    return PlannedEntry.of(
        other
            .withPath(path)
            .withMetadata(other instanceof Symlink ? metadata.withMode(LINK_MODE) : metadata));
  }

  private PlannedEntry at(PlannedEntry.File file, String path) {
    RegularFile entry = file.entry().withPath(path).withMetadata(metadata(file.entry().metadata()));
    return new PlannedEntry.File(entry, file.content(), file.identity());
  }

  private Metadata metadata(Metadata source) {
    Metadata timed = source.withMtime(times.of(source.mtime()));
    return owner.map(who -> timed.withOwner(who.uid(), who.gid())).orElse(timed);
  }

  private boolean isDirectory(String path) {
    return draft.get(path).filter(Directory.class::isInstance).isPresent();
  }
}
