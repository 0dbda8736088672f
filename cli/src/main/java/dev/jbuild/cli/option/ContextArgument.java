package dev.jbuild.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The context: a directory. What other builders take beside that is refused by name. */
final class ContextArgument {
  private static final Pattern REMOTE =
      Pattern.compile("(?:https?|git|ssh)://.*|git@.*|github\\.com/.*");

  private ContextArgument() {}

  static Path of(Arguments arguments) throws UsageException {
    String context = arguments.required(0, "CONTEXT, such as . for this directory");
    if (context.equals("-")) {
      throw UsageException.notYet("a context on standard input");
    }
    if (REMOTE.matcher(context).matches()) {
      throw UsageException.notYet("a remote context: " + context);
    }
    Path directory = Path.of(context);
    if (!Files.isDirectory(directory)) {
      throw new UsageException(
          Files.exists(directory)
              ? "the context " + context + " is not a directory"
              : "no such context directory: " + context);
    }
    return directory;
  }
}
