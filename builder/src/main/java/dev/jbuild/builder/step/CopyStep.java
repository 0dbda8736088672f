package dev.jbuild.builder.step;

import static dev.jbuild.builder.context.LinkResolver.join;
import static dev.jbuild.builder.context.LinkResolver.parent;

import dev.jbuild.builder.context.Selection;
import dev.jbuild.builder.context.SourceFile;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.ModeChange;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * COPY and ADD: plans the layer that puts files into a tree, as BuildKit's file operations do it.
 *
 * <p>A directory's content is copied, not the directory. The destination keeps its metadata if it
 * is there, and is made if it is not; directories below it get the metadata of their sources. What
 * is missing at and above it belongs to the owner of {@code --chown} and has the mode 0755, or that
 * of an octal {@code --chmod} as far as umask 022 lets it; under an unpacked archive always 0755.
 */
public final class CopyStep {
  private static final int DIRECTORY_MODE = 0755;

  private final LayerDraft draft;
  private final Archives archives;
  private final Optional<Owner> owner;
  private final Optional<ModeChange> mode;
  private final int directoryMode;
  private final Times times;
  private final Consumer<String> warnings;
  private int selections;

  /** How many files took the very name of the destination. */
  private int files;

  private CopyStep(
      FileTree base,
      Archives archives,
      Optional<Owner> owner,
      Operation.Copy copy,
      Times times,
      Consumer<String> warnings) {
    this.draft = new LayerDraft(base);
    this.archives = archives;
    this.owner = owner;
    this.mode = copy.mode();
    this.directoryMode = directoryMode(copy);
    this.times = times;
    this.warnings = warnings;
  }

  /**
   * Plans the layer.
   *
   * @param base what is copied into
   * @param users of the base, read when {@code --chown} names one
   * @param warnings is told when there is nothing to copy
   * @throws BuildFailedException where the Dockerfile asks for what cannot be
   */
  public static LayerPlan plan(
      Operation.Copy copy,
      FileTree base,
      List<CopySource> sources,
      Archives archives,
      ImageUsers users,
      Times times,
      Consumer<String> warnings)
      throws IOException, BuildFailedException {
    Optional<Owner> owner =
        copy.owner().isEmpty() ? Optional.empty() : Optional.of(users.find(copy.owner().get()));
    CopyStep step = new CopyStep(base, archives, owner, copy, times, warnings);
    for (CopySource source : sources) {
      step.copy(source, copy.destination());
    }
    if (step.selections == 0) {
      warnings.accept(nothing(sources));
    }
    if (step.files > 1) {
      warnings.accept(step.lost(copy.destination()));
    }
    return step.draft.finish();
  }

  private static String nothing(List<CopySource> sources) {
    String all = sources.stream().map(CopySource::described).collect(Collectors.joining(" "));
    return "nothing is copied: " + all + " matches no file";
  }

  private String lost(String destination) {
    return files
        + " files are copied to "
        + destination
        + ", each over the one before: end the destination with / to keep them all";
  }

  private void copy(CopySource source, String destination)
      throws IOException, BuildFailedException {
    for (Selection selection : source.selections()) {
      selections++;
      if (source.unpack() && archives.isArchive(selection.root())) {
        unpack(selection.root(), destination);
      } else {
        copy(selection, destination, source.keepsTimes());
      }
    }
  }

  private void copy(Selection selection, String destination, boolean keepTimes)
      throws IOException, BuildFailedException {
    makeDirectories(draft.resolve(directoryOf(destination)));
    String target = draft.resolve(destination);
    if (selection.root().isDirectory()) {
      refuseFile(target);
      makeDirectories(target);
      for (Selection.Item item : selection.items()) {
        place(item.file(), join(target, item.relative()), keepTimes);
      }
      return;
    }
    boolean intoDirectory = isDirectory(target);
    String file = intoDirectory ? join(target, selection.name()) : target;
    files += intoDirectory ? 0 : 1;
    makeDirectories(parent(file));
    place(selection.root(), file, keepTimes);
  }

  private void unpack(SourceFile archive, String destination)
      throws IOException, BuildFailedException {
    String target = draft.resolve(destination);
    refuseFile(target);
    Metadata made = made(DIRECTORY_MODE);
    draft.makeDirectories(target, made);
    ArchiveUnpacker unpacker = new ArchiveUnpacker(draft, target, made, owner, times);
    try {
      for (PlannedEntry entry : archives.entries(archive)) {
        unpacker.add(entry);
      }
    } catch (InvalidLayerException e) {
      throw new BuildFailedException(
          "cannot unpack \"" + archive.path() + "\": " + e.getMessage(), e);
    }
  }

  private void place(SourceFile file, String target, boolean keepTimes)
      throws IOException, BuildFailedException {
    FileEntry entry = file.entry();
    if (file.kind() == SourceFile.Kind.SOCKET) {
      warnings.accept("\"" + file.path() + "\" is a socket: what is copied is an empty file");
    }
    if (entry instanceof Directory) {
      refuseFile(target);
    } else {
      refuseDirectory(target);
    }
    FileEntry placed =
        entry.withPath(target).withMetadata(metadata(entry, entry.metadata(), keepTimes));
    draft.put(
        placed instanceof RegularFile regular
            ? new PlannedEntry.File(regular, file, identity(file))
            : PlannedEntry.of(placed));
  }

  /** Names of one file stay so where they are copied together. */
  private Optional<Object> identity(SourceFile file) {
    return file.identity().map(each -> List.of(selections, each));
  }

  private Metadata metadata(FileEntry entry, Metadata source, boolean keepTimes) {
    Metadata metadata = keepTimes ? source : source.withMtime(times.of(source.mtime()));
    if (owner.isPresent()) {
      metadata = metadata.withOwner(owner.get().uid(), owner.get().gid());
    }
    return mode.isEmpty() || entry instanceof Symlink
        ? metadata
        : metadata.withMode(mode.get().apply(metadata.mode(), entry instanceof Directory));
  }

  private void makeDirectories(String path) throws BuildFailedException {
    draft.makeDirectories(path, made(directoryMode));
  }

  private Metadata made(int permissions) {
    Owner maker = owner.orElse(Owner.ROOT);
    return new Metadata(permissions, maker.uid(), maker.gid(), times.made());
  }

  /**
   * An octal {@code --chmod} counts, a symbolic one would depend on a directory that is not there
   * yet. With {@code --link} all directories are made, also those that the base has: they must stay
   * usable.
   */
  private static int directoryMode(Operation.Copy copy) {
    OptionalInt number = copy.mode().map(ModeChange::number).orElseGet(OptionalInt::empty);
    return copy.link() ? DIRECTORY_MODE : number.orElse(DIRECTORY_MODE) & DIRECTORY_MODE;
  }

  private boolean isDirectory(String path) {
    return draft.get(path).filter(Directory.class::isInstance).isPresent();
  }

  private void refuseFile(String target) throws BuildFailedException {
    if (draft.get(target).isPresent() && !isDirectory(target)) {
      throw new BuildFailedException(
          "cannot copy a directory to /" + target + ": a file is there already");
    }
  }

  private void refuseDirectory(String target) throws BuildFailedException {
    if (isDirectory(target)) {
      throw new BuildFailedException(
          "cannot copy a file to /" + target + ": a directory is there already");
    }
  }

  /** What must be there before anything is copied: the destination if it ends in a slash. */
  private static String directoryOf(String destination) {
    return destination.substring(0, destination.lastIndexOf('/') + 1);
  }
}
