package dev.jbuild.builder.context;

import static dev.jbuild.builder.context.LinkResolver.join;
import static dev.jbuild.builder.context.LinkResolver.name;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.glob.InvalidGlobException;
import dev.jbuild.parser.ignore.IgnoreMatcher;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the files below a directory that match, each with the directories on the way to it. */
final class ParentsWalk {
  private final SourceTree tree;
  private final IgnoreMatcher excluded;
  private final IgnoreMatcher wanted;
  private final Deque<Selection.Item> way = new ArrayDeque<>();
  private final Map<String, Selection.Item> found = new LinkedHashMap<>();

  ParentsWalk(SourceTree tree, IgnoreMatcher excluded, String pattern) throws LinkException {
    this.tree = tree;
    this.excluded = excluded;
    try {
      this.wanted = IgnoreMatcher.of(ImmutableList.of(pattern));
    } catch (InvalidGlobException e) {
      throw new LinkException(String.valueOf(e.getMessage()));
    }
  }

  ImmutableList<Selection.Item> items(SourceFile root) throws IOException {
    if (!root.isDirectory()) {
      throw new LinkException("\"" + root.path() + "\" stands before /./ and is no directory");
    }
    walk(root.path(), "");
    return ImmutableList.copyOf(found.values());
  }

  private void walk(String directory, String relative) throws IOException {
    for (SourceFile child : tree.children(directory)) {
      String path = join(relative, name(child.path()));
      if (!excluded.ignores(path) || (child.isDirectory() && excluded.mayContainExceptions(path))) {
        visit(new Selection.Item(path, child));
      }
    }
  }

  private void visit(Selection.Item item) throws IOException {
    boolean matches = wanted.ignores(item.relative());
    if (matches) {
      way.descendingIterator().forEachRemaining(this::add);
      add(item);
    }
    if (item.file().isDirectory() && (matches || wanted.mayMatchBelow(item.relative()))) {
      way.push(item);
      walk(item.file().path(), item.relative());
      way.pop();
    }
  }

  private void add(Selection.Item item) {
    found.putIfAbsent(item.relative(), item);
  }
}
