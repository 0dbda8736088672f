package dev.jbuild.builder.context;

import static dev.jbuild.builder.context.LinkResolver.join;
import static dev.jbuild.builder.context.LinkResolver.name;
import static dev.jbuild.builder.context.LinkResolver.parent;

import dev.jbuild.parser.diagnostic.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says what is missing, and what may have been meant. */
final class Missing {
  private Missing() {}

  static MissingSourceException source(SourceTree tree, String real, String pattern) {
    if (isHidden(tree, real)) {
      return new MissingSourceException(
          "\"" + pattern + "\" is excluded by .dockerignore; add the line !" + real + " to it");
    }
    if (leadsOut(pattern)) {
      return new MissingSourceException(
          "\""
              + pattern
              + "\" not found "
              + tree.where()
              + ", and a source can't lie outside of it; give its directory a name with"
              + " --build-context NAME=DIR and copy --from=NAME");
    }
    String hint = near(tree, real).map(path -> "; did you mean \"" + path + "\"?").orElse("");
    return new MissingSourceException("\"" + pattern + "\" not found " + tree.where() + hint);
  }

  private static boolean leadsOut(String pattern) {
    return Path.of(pattern.replaceFirst("^/+", "")).normalize().startsWith("..");
  }

  private static boolean isHidden(SourceTree tree, String real) {
    try {
      return tree.hides(real);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path next to the missing one whose name is most like it. */
  private static Optional<String> near(SourceTree tree, String path) {
    List<String> names =
        siblings(tree, parent(path)).stream().map(file -> name(file.path())).toList();
    return Suggestion.nearest(name(path), names).map(near -> join(parent(path), near));
  }

  private static List<SourceFile> siblings(SourceTree tree, String directory) {
    try {
      boolean isDirectory = tree.get(directory).filter(SourceFile::isDirectory).isPresent();
      return isDirectory ? tree.children(directory) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
