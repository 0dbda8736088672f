package dev.jbuild.builder;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.plan.NamedContext;
import dev.jbuild.builder.plan.NamedContexts;
import dev.jbuild.builder.solve.Workshop;
import dev.jbuild.cache.Cache;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.util.Map;

/** The contexts of one build. */
final class Contexts implements Workshop.Contexts {
  private final ContextOpener opener;
  private final MainContext main;
  private final NamedContexts named;
  private final ImmutableMap<String, SourceTree> directories;

  private Contexts(
      ContextOpener opener,
      MainContext main,
      NamedContexts named,
      ImmutableMap<String, SourceTree> directories) {
    this.opener = opener;
    this.main = main;
    this.named = named;
    this.directories = directories;
  }

  /** Opens the build's own context, and the directories that have names. */
  static Contexts open(BuildRequest request, Cache cache)
      throws IOException, BuildFailedException, InvalidDockerfileException {
    ContextOpener opener = new ContextOpener(cache);
    MainContext main = new MainContextOpener(opener).open(request.context(), request.dockerfile());
    ImmutableMap.Builder<String, SourceTree> directories = ImmutableMap.builder();
    for (Map.Entry<String, ContextLocation> each : request.namedContexts().entrySet()) {
      if (each.getValue() instanceof ContextLocation.Directory directory) {
        String where = "in the context " + each.getKey();
        directories.put(each.getKey(), opener.local(directory.path(), where).files());
      }
    }
    NamedContexts named =
        new NamedContexts(
            ImmutableMap.copyOf(Maps.transformValues(request.namedContexts(), Contexts::kind)));
    return new Contexts(opener, main, named, directories.buildOrThrow());
  }

  private static NamedContext kind(ContextLocation location) {
    return switch (location) {
      case ContextLocation.Files _ -> new NamedContext.Files();
      case ContextLocation.Image image -> new NamedContext.Image(image.reference());
      case ContextLocation.Scratch _ -> new NamedContext.Scratch();
    };
  }

  SourceText dockerfile() {
    return main.dockerfile();
  }

  /** What the planner must know of those that have names. */
  NamedContexts named() {
    return named;
  }

  @Override
  public SourceTree main() {
    return main.files();
  }

  @Override
  public SourceTree named(String name) {
    SourceTree directory = directories.get(name);
    if (directory == null) {
      throw new IllegalArgumentException("no context with files: " + name);
    }
    return directory;
  }

  /** Remembers what was learned about files of this machine. */
  void save() throws IOException {
    opener.save();
  }
}
