package dev.jbuild.builder.context;

import static dev.jbuild.builder.context.LinkResolver.join;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.context.LinkResolver.Outside;
import dev.jbuild.parser.ignore.IgnoreMatcher;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A directory of this machine as a source, without what is ignored. Reads directories only when
 * asked for them, and never one that is ignored as a whole.
 */
public final class BuildContext implements SourceTree {
  private final Path root;
  private final IgnoreMatcher ignored;
  private final FileHasher hasher;
  private final String where;

  /**
   * Reads nothing yet.
   *
   * @param where as in {@link #where}
   */
  public BuildContext(Path root, IgnoreMatcher ignored, FileHasher hasher, String where) {
    this.root = root;
    this.ignored = ignored;
    this.hasher = hasher;
    this.where = where;
  }

  @Override
  public Optional<SourceFile> get(String path) throws IOException {
    Path file = path.isEmpty() ? root.toRealPath() : root.resolve(path);
    Optional<FileStat> stat = FileStat.of(file);
    return stat.isPresent() && isVisible(path, stat.get())
        ? Optional.of(new ContextFile(path, file, stat.get(), hasher))
        : Optional.empty();
  }

  @Override
  public ImmutableList<SourceFile> children(String directory) throws IOException {
    ImmutableList.Builder<SourceFile> children = ImmutableList.builder();
    for (String name : names(root.resolve(directory))) {
      get(join(directory, name)).ifPresent(children::add);
    }
    return children.build();
  }

  @Override
  public String resolve(String path) throws IOException {
    String inside = new LinkResolver(this::link, Outside.STAYS_INSIDE).resolve(path);
    return get(inside).isPresent()
        ? inside
        : new LinkResolver(this::link, Outside.REFUSED).resolve(path);
  }

  @Override
  public String where() {
    return where;
  }

  @Override
  public boolean hidesSource(String source) {
    return ignored.ignoresSource(source);
  }

  @Override
  public boolean hides(String path) throws IOException {
    return FileStat.of(root.resolve(path)).isPresent() && get(path).isEmpty();
  }

  @Override
  public Optional<OnDisk> onDisk(String directory) throws IOException {
    Path path = root.resolve(directory);
    if (MountTable.hasMountBelow(path)) {
      return Optional.empty();
    }
    ImmutableList.Builder<String> hidden = ImmutableList.builder();
    addHidden(directory, "", hidden);
    return Optional.of(new OnDisk(path.toAbsolutePath(), hidden.build()));
  }

  private void addHidden(String directory, String relative, ImmutableList.Builder<String> hidden)
      throws IOException {
    for (String name : names(root.resolve(directory))) {
      String path = join(directory, name);
      Optional<SourceFile> file = get(path);
      if (file.isEmpty() || file.get().kind() == SourceFile.Kind.SOCKET) {
        hidden.add(join(relative, name));
      } else if (file.get().isDirectory()) {
        addHidden(path, join(relative, name), hidden);
      }
    }
  }

  private Optional<String> link(String path) throws IOException {
    return get(path).flatMap(SourceFile::linkTarget);
  }

  private boolean isVisible(String path, FileStat stat) throws IOException {
    if (path.isEmpty()) {
      return true;
    }
    if (!ignored.ignores(path)) {
      return true;
    }
    // An ignored directory is there after all if something below it is not ignored.
    return stat.type() == FileStat.Type.DIRECTORY
        && ignored.mayContainExceptions(path)
        && !children(path).isEmpty();
  }

  private static List<String> names(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    }
    names.sort(null);
    return names;
  }
}
