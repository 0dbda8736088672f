package dev.jbuild.cli.option;

import dev.jbuild.builder.ContextLocation;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The build context: a directory, or standard input. */
final class ContextArgument {
  private static final Pattern REMOTE =
      Pattern.compile("(?:https?|git|ssh)://.*|git@.*|github\\.com/.*");

  private ContextArgument() {}

  /**
   * Reads the argument.
   *
   * @param input what {@code -} stands for
   */
  static ContextLocation.Files of(Arguments arguments, InputStream input) throws UsageException {
    String context = arguments.required(0, "CONTEXT, such as . for this directory");
    if (context.equals("-")) {
      return new ContextLocation.Input(input);
    }
    if (REMOTE.matcher(context).matches()) {
      throw UsageException.notYet("a remote context: " + context);
    }
    return directory("the context " + context, "no such context directory: " + context, context);
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
