package dev.jbuild.builder;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.base.LayoutImages;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.git.GitRepositories;
import dev.jbuild.builder.plan.NamedContexts;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.solve.Workshop;
import dev.jbuild.builder.web.WebFiles;
import dev.jbuild.cache.Cache;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;

/** The contexts of one build, its own and those that have names. */
final class Contexts implements Workshop.Contexts {
  private final ContextOpener opener;
  private final MainContext main;
  private final NamedContexts named;
  private final ImmutableMap<String, NamedFiles> files;
  private final LayoutImages layouts;

  private Contexts(ContextOpener opener, MainContext main, NamedContextOpener named) {
    this.opener = opener;
    this.main = main;
    this.named = named.contexts();
    this.files = named.files();
    this.layouts = named.layouts();
  }

  /** Opens the build's own context, and what those with names have on this machine. */
  static Contexts open(
      BuildRequest request, Cache cache, GitRepositories git, WebFiles web, EventSink events)
      throws IOException, BuildFailedException, InvalidDockerfileException, InterruptedException {
    PolicedSources sources = new PolicedSources(request.policies());
    ContextOpener opener = new ContextOpener(cache, git, web, sources, events);
    NamedContextOpener named = new NamedContextOpener(opener);
    named.open(request.namedContexts());
    MainContext main = new MainContextOpener(opener).open(request.context(), request.dockerfile());
    return new Contexts(opener, main, named);
  }

  SourceText dockerfile() {
    return main.dockerfile();
  }

  /** What the planner must know of those that have names. */
  NamedContexts named() {
    return named;
  }

  /** The images that the planner's answer may name, and that are in layouts. */
  LayoutImages layouts() {
    return layouts;
  }

  @Override
  public SourceTree main() {
    return main.files();
  }

  @Override
  public SourceTree named(String name)
      throws IOException, BuildFailedException, InterruptedException {
    return opened(name).files();
  }

  private Fetched opened(String name)
      throws IOException, BuildFailedException, InterruptedException {
    NamedFiles found = files.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no context with files: " + name);
    }
    return found.get();
  }

  /** When the build's own context was made. */
  Fetched.Age age() {
    return main.age();
  }

  /** When what a context with a name has was made. */
  Fetched.Age age(String name) throws IOException, BuildFailedException, InterruptedException {
    return opened(name).age();
  }

  /** Remembers what was learned about files of this machine. */
  void save() throws IOException {
    opener.save();
  }
}
