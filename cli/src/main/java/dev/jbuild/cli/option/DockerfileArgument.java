package dev.jbuild.cli.option;

import dev.jbuild.builder.ContextLocation;
import dev.jbuild.builder.DockerfileLocation;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** {@code --file}. */
final class DockerfileArgument {
  private DockerfileArgument() {}

  /**
   * Says where the Dockerfile is.
   *
   * @param input what {@code -} stands for
   */
  static DockerfileLocation of(
      Arguments arguments, ContextLocation.Files context, InputStream input) throws UsageException {
    Optional<String> file = arguments.value("--file");
    if (file.isEmpty()) {
      return new DockerfileLocation.Standard();
    }
    if (ContextArgument.isWeb(file.get())) {
      return new DockerfileLocation.Web(ContextArgument.uri("--file", file.get()));
    }
    if (!file.get().equals("-")) {
      return new DockerfileLocation.Named(Path.of(file.get()));
    }
    if (context instanceof ContextLocation.Input) {
      throw new UsageException(
          "invalid argument: can't use stdin for both build context and dockerfile;"
              + " leave out -f - if there is nothing but a Dockerfile");
    }
    return new DockerfileLocation.Input(input);
  }
}
