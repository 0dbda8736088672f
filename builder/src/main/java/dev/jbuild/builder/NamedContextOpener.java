package dev.jbuild.builder;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.base.LayoutImages;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.plan.NamedContext;
import dev.jbuild.builder.plan.NamedContexts;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import java.io.IOException;
import java.util.Map;

/**
 * Opens the contexts that have names. What is on this machine must be there; what is elsewhere is
 * fetched when it is needed.
 */
final class NamedContextOpener {
  private final ContextOpener opener;
  private final ImmutableMap.Builder<String, NamedContext> contexts = ImmutableMap.builder();
  private final ImmutableMap.Builder<String, NamedFiles> files = ImmutableMap.builder();
  private final LayoutImages layouts = new LayoutImages();

  NamedContextOpener(ContextOpener opener) {
    this.opener = opener;
  }

  void open(Map<String, ContextLocation> locations)
      throws IOException, BuildFailedException, InvalidDockerfileException {
    for (Map.Entry<String, ContextLocation> each : locations.entrySet()) {
      contexts.put(each.getKey(), open(each.getKey(), each.getValue()));
    }
  }

  private NamedContext open(String name, ContextLocation location)
      throws IOException, BuildFailedException, InvalidDockerfileException {
    return switch (location) {
      case ContextLocation.Image image -> new NamedContext.Image(image.reference());
      case ContextLocation.Scratch _ -> new NamedContext.Scratch();
      case ContextLocation.Layout layout -> new NamedContext.Image(add(name, layout));
      case ContextLocation.Files place -> {
        files.put(name, new NamedFiles(opening(name, place)));
        yield new NamedContext.Files();
      }
    };
  }

  private ImageReference add(String name, ContextLocation.Layout location)
      throws IOException, BuildFailedException {
    LayoutContext layout = new LayoutContext(location);
    return layouts.add(NamedContexts.withoutPlatform(name), layout.layout(), layout.entry());
  }

  private NamedFiles.Opening opening(String name, ContextLocation.Files location)
      throws IOException, BuildFailedException, InvalidDockerfileException {
    String where = "in the context " + name;
    return switch (location) {
      case ContextLocation.Directory directory -> {
        Fetched files = Fetched.of(opener.local(directory.path(), where).files());
        yield () -> {
          opener.requireAllowed(NamedContexts.withoutPlatform(name));
          return files;
        };
      }
      case ContextLocation.Web web -> () -> opener.web().files(web.uri(), where);
      case ContextLocation.Git git -> () -> opener.git(git.reference(), where);
      case ContextLocation.Input _ ->
          throw new BuildFailedException("standard input has no files " + where);
    };
  }

  NamedContexts contexts() {
    return new NamedContexts(contexts.buildOrThrow());
  }

  ImmutableMap<String, NamedFiles> files() {
    return files.buildOrThrow();
  }

  LayoutImages layouts() {
    return layouts;
  }
}
