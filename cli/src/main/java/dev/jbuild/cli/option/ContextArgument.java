package dev.jbuild.cli.option;

import dev.jbuild.builder.ContextLocation;
import dev.jbuild.builder.git.GitReference;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The build context: a directory, a git repository, a web address, or standard input. */
final class ContextArgument {
  private static final String KEEP_GIT_DIRECTORY = "BUILDKIT_CONTEXT_KEEP_GIT_DIR";

  private ContextArgument() {}

  /**
   * Reads the argument.
   *
   * @param input what {@code -} stands for
   */
  static ContextLocation.Files of(
      Arguments arguments, Map<String, String> buildArgs, InputStream input) throws UsageException {
    String context = arguments.required(0, "CONTEXT, such as . for this directory");
    if (context.equals("-")) {
      return new ContextLocation.Input(input);
    }
    if (!Files.isDirectory(Path.of(context))) {
      Optional<GitReference> git = git("the context", context);
      if (git.isPresent()) {
        return new ContextLocation.Git(withGitDirectory(git.get(), buildArgs));
      }
      if (isWeb(context)) {
        return new ContextLocation.Web(uri("the context", context));
      }
    }
    return directory("the context " + context, "no such context directory: " + context, context);
  }

  static boolean isWeb(String text) {
    return text.matches("https?://.*");
  }

  static URI uri(String what, String text) throws UsageException {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(what + " " + text + ": not a URL: " + e.getMessage(), e);
    }
  }

  /** The repository that the text means, if it means one. */
  static Optional<GitReference> git(String what, String text) throws UsageException {
    try {
      return GitReference.parseContext(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(what + " " + text + ": " + e.getMessage(), e);
    }
  }

  private static GitReference withGitDirectory(
      GitReference reference, Map<String, String> buildArgs) throws UsageException {
    Optional<Boolean> keep =
        switch (buildArgs.getOrDefault(KEEP_GIT_DIRECTORY, "")) {
          case "1", "t", "T", "true", "TRUE", "True" -> Optional.of(true);
          case "0", "f", "F", "false", "FALSE", "False" -> Optional.of(false);
          default -> Optional.empty();
        };
    try {
      return reference.withKeepGitDirectory(keep);
    } catch (IllegalArgumentException e) {
      throw new UsageException(KEEP_GIT_DIRECTORY + ": " + e.getMessage(), e);
    }
  }

  /**
   * A directory, which must be there.
   *
   * @param what the argument names
   * @param missing what to say where nothing is there
   */
  static ContextLocation.Directory directory(String what, String missing, String path)
      throws UsageException {
    Path directory = Path.of(path);
    if (!Files.isDirectory(directory)) {
      throw new UsageException(Files.exists(directory) ? what + " is not a directory" : missing);
    }
    return new ContextLocation.Directory(directory);
  }
}
