package dev.jbuild.builder.context;

import static dev.jbuild.builder.context.LinkResolver.join;
import static dev.jbuild.builder.context.LinkResolver.name;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.glob.Glob;
import dev.jbuild.parser.glob.InvalidGlobException;
import dev.jbuild.parser.ignore.IgnoreMatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds what the source paths of COPY and ADD stand for. */
public final class Selector {
  private static final String PIVOT = "/./";
  private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();

  private final SourceTree tree;
  private final IgnoreMatcher excluded;

  public Selector(SourceTree tree, IgnoreMatcher excluded) {
    this.tree = tree;
    this.excluded = excluded;
  }

  /**
   * Expands a path or glob. A glob may match nothing; a path must be there. What a glob finds can
   * be excluded, a file that is named cannot.
   *
   * @throws MissingSourceException for a path that is not there
   * @throws LinkException for a path that leads out of the tree
   */
  public ImmutableList<Selection> select(String pattern) throws IOException {
    ImmutableList.Builder<Selection> selections = ImmutableList.builder();
    boolean isGlob = Glob.isPattern(pattern);
    for (String path : expand(clean(pattern))) {
      SourceFile root = find(path, pattern);
      if (!isGlob || !isExcludedFile(root, path)) {
        selections.add(new Selection(path, root, below(root)));
      }
    }
    return selections.build();
  }

  /**
   * Expands a path or pattern of {@code COPY --parents}: what matches keeps the directories that
   * stand in its path, those after {@code /./} where there is one. Here the pattern is one of an
   * ignore file: {@code **} stands for any directories.
   *
   * @throws MissingSourceException for a path that is not there
   */
  public ImmutableList<Selection> selectWithParents(String pattern) throws IOException {
    int pivot = pattern.indexOf(PIVOT);
    String above = pivot < 0 ? "" : pattern.substring(0, pivot);
    String below = clean(pivot < 0 ? pattern : pattern.substring(pivot + PIVOT.length()));
    boolean isGlob = Glob.isPattern(pattern);
    ImmutableList.Builder<Selection> selections = ImmutableList.builder();
    for (String path : expand(clean(above))) {
      SourceFile root = find(path, pattern);
      if (!isGlob) {
        require(join(root.path(), unescape(below)), pattern);
      }
      ImmutableList<Selection.Item> items =
          below.isEmpty() ? below(root) : new ParentsWalk(tree, excluded, below).items(root);
      selections.add(new Selection(path, root, items));
    }
    return selections.build();
  }

  private void require(String path, String pattern) throws IOException {
    if (tree.get(path).isEmpty()) {
      throw Missing.source(tree, path, pattern);
    }
  }

  /** Relative to the root, which {@code ..} does not leave: above it there is nothing. */
  private static String clean(String pattern) {
    String absolute = "/" + String.join("/", PARTS.splitToList(pattern));
    return Path.of(absolute).normalize().toString().substring(1);
  }

  private List<String> expand(String pattern) throws IOException {
    List<String> parts = PARTS.splitToList(pattern);
    int first = 0;
    while (first < parts.size() && !Glob.isPattern(parts.get(first))) {
      first++;
    }
    String literal = unescape(String.join("/", parts.subList(0, first)));
    if (first == parts.size()) {
      return List.of(literal);
    }
    String above = tree.resolve(literal);
    if (tree.get(above).isEmpty()) {
      throw Missing.source(tree, above, pattern);
    }
    List<String> found = new ArrayList<>();
    match(above, parts.subList(first, parts.size()), found);
    return found;
  }

  private void match(String directory, List<String> parts, List<String> found) throws IOException {
    Glob glob = glob(parts.get(0));
    for (SourceFile child : childrenOf(directory)) {
      if (glob.matches(name(child.path()))) {
        if (parts.size() == 1) {
          found.add(child.path());
        } else {
          match(child.path(), parts.subList(1, parts.size()), found);
        }
      }
    }
  }

  private static Glob glob(String text) throws LinkException {
    try {
      return Glob.parse(text);
    } catch (InvalidGlobException e) {
      throw new LinkException(String.valueOf(e.getMessage()));
    }
  }

  private List<SourceFile> childrenOf(String directory) throws IOException {
    boolean isDirectory = tree.get(directory).filter(SourceFile::isDirectory).isPresent();
    return isDirectory ? tree.children(directory) : List.of();
  }

  private SourceFile find(String path, String pattern) throws IOException {
    String real = tree.resolve(path);
    return tree.get(real).orElseThrow(() -> Missing.source(tree, real, pattern));
  }

  private boolean isExcludedFile(SourceFile root, String path) {
    return !root.isDirectory() && excluded.ignores(name(path));
  }

  private ImmutableList<Selection.Item> below(SourceFile root) throws IOException {
    ImmutableList.Builder<Selection.Item> items = ImmutableList.builder();
    if (root.isDirectory()) {
      collect(root.path(), "", items);
    }
    return items.build();
  }

  private void collect(
      String directory, String relative, ImmutableList.Builder<Selection.Item> items)
      throws IOException {
    for (SourceFile child : tree.children(directory)) {
      String path = join(relative, name(child.path()));
      if (excluded.ignores(path)
          && (!child.isDirectory() || !excluded.mayContainExceptions(path))) {
        continue;
      }
      items.add(new Selection.Item(path, child));
      if (child.isDirectory()) {
        collect(child.path(), path, items);
      }
    }
  }

  private static String unescape(String literal) {
    return literal.replaceAll("\\\\(.)", "$1");
  }
}
