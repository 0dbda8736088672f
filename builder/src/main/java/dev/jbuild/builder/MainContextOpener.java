package dev.jbuild.builder;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the build's own context and finds the Dockerfile in it, or wherever else it is. */
final class MainContextOpener {
  private static final String WHERE = "in the build context";
  private static final String INPUT = "stdin";

  private final ContextOpener opener;

  MainContextOpener(ContextOpener opener) {
    this.opener = opener;
  }

  MainContext open(ContextLocation.Files context, DockerfileLocation dockerfile)
      throws IOException, BuildFailedException, InvalidDockerfileException, InterruptedException {
    return switch (context) {
      case ContextLocation.Directory directory ->
          local(opener.own(directory.path(), WHERE), dockerfile);
      case ContextLocation.Input input ->
          fetched(opener.stream(input.stream(), INPUT, WHERE), dockerfile);
      case ContextLocation.Web web -> fetched(opener.web().fetch(web.uri(), WHERE), dockerfile);
      case ContextLocation.Git git -> fetched(opener.git(git.reference(), WHERE), dockerfile);
    };
  }

  private MainContext local(LocalContext context, DockerfileLocation dockerfile)
      throws IOException, BuildFailedException, InvalidDockerfileException {
    return switch (dockerfile) {
      case DockerfileLocation.Standard _ -> local(context, context.standardDockerfile());
      case DockerfileLocation.Named named -> local(context, named.path());
      case DockerfileLocation.Input input ->
          MainContext.local(context.files(), DockerfileTexts.stream(input.stream(), INPUT));
      case DockerfileLocation.Web web ->
          MainContext.local(context.files(), opener.web().dockerfile(web.uri()));
    };
  }

  private static MainContext local(LocalContext context, Path dockerfile)
      throws IOException, InvalidDockerfileException {
    SourceText text = context.dockerfile(dockerfile);
    return MainContext.local(context.filesFor(dockerfile), text);
  }

  private MainContext fetched(Fetched fetched, DockerfileLocation dockerfile)
      throws IOException, BuildFailedException, InvalidDockerfileException {
    SourceText text =
        switch (dockerfile) {
          case DockerfileLocation.Standard _ when fetched.dockerfile().isPresent() ->
              fetched.dockerfile().get();
          case DockerfileLocation.Standard _ ->
              DockerfileTexts.inTree(fetched.files(), Optional.empty());
          case DockerfileLocation.Named named when named.path().isAbsolute() ->
              DockerfileTexts.file(named.path(), named.path().toString());
          case DockerfileLocation.Named named -> inContext(fetched, named.path());
          case DockerfileLocation.Input input -> DockerfileTexts.stream(input.stream(), INPUT);
          case DockerfileLocation.Web web -> opener.web().dockerfile(web.uri());
        };
    return new MainContext(fetched.files(), text, fetched.age());
  }

  private static SourceText inContext(Fetched fetched, Path path)
      throws IOException, BuildFailedException, InvalidDockerfileException {
    if (fetched.dockerfile().isPresent()) {
      throw new BuildFailedException(
          "ambiguous Dockerfile source: "
              + fetched.dockerfile().get().name()
              + " is a Dockerfile, and -f names another: "
              + path);
    }
    return DockerfileTexts.inTree(fetched.files(), Optional.of(path));
  }
}
