package dev.jbuild.cli;

import com.google.common.base.Throwables;
import dev.jbuild.builder.failure.BaseImageException;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.failure.FailedCommand;
import dev.jbuild.builder.failure.MachineException;
import dev.jbuild.builder.failure.Place;
import dev.jbuild.builder.git.GitException;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.DiagnosticPrinter;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.diagnostic.Severity;
import dev.jbuild.registry.RegistryException;
import dev.jbuild.registry.transport.NetworkException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;

/**
 * The one place where failures are shown: the place, the fact and the next move, and what the
 * process's exit status is. Stack traces are for JBUILD_DEBUG=1.
 */
final class ErrorPrinter {
  private static final String FAILED = "error: failed to solve: ";

  private final PrintStream err;
  private final boolean debug;

  ErrorPrinter(PrintStream err, Map<String, String> environment) {
    this.err = err;
    this.debug = environment.getOrDefault("JBUILD_DEBUG", "").equals("1");
  }

  /** Shows the failure and gives the exit status. */
  int print(Throwable failure) {
    if (debug) {
      err.print(Throwables.getStackTraceAsString(failure));
    }
    return switch (failure) {
      case UsageException usage -> say(ExitStatus.USAGE, "error: " + usage.getMessage());
      case InvalidDockerfileException invalid -> invalid(invalid);
      case BuildFailedException failed -> failed(failed);
      case BaseImageException base -> base(base);
      case RegistryException.Misconfigured settings ->
          say(ExitStatus.USAGE, "error: " + settings.getMessage());
      case RegistryException registry -> say(ExitStatus.REGISTRY, FAILED + registry.getMessage());
      case MachineException machine -> say(ExitStatus.MACHINE, FAILED + machine.getMessage());
      case InterruptedException interrupted -> say(ExitStatus.INTERRUPTED, "interrupted");
      case IOException io -> say(ExitStatus.FAILED, "error: " + describe(io));
      case OutOfMemoryError memory ->
          say(
              ExitStatus.MACHINE,
              "error: out of memory (" + memory.getMessage() + "); set JBUILD_JAVA_OPTIONS=-Xmx..");
      default -> bug(failure);
    };
  }

  private int say(int status, String message) {
    err.println(message);
    return status;
  }

  private int invalid(InvalidDockerfileException invalid) {
    err.print(DiagnosticPrinter.print(invalid));
    Diagnostic first = invalid.diagnostics().getFirst();
    int others = invalid.diagnostics().size() - 1;
    return say(
        ExitStatus.USAGE,
        FAILED
            + invalid.source().name()
            + ":"
            + first.span().start().line()
            + ": "
            + first.message()
            + (others > 0 ? " (and " + others + " more)" : ""));
  }

  private int failed(BuildFailedException failed) {
    String message = String.valueOf(failed.getMessage());
    failed.command().ifPresent(this::lastLines);
    failed.place().ifPresent(place -> excerpt(place, message, Optional.empty()));
    boolean isRemote = Throwables.getCausalChain(failed).stream().anyMatch(ErrorPrinter::isRemote);
    return say(isRemote ? ExitStatus.REGISTRY : ExitStatus.FAILED, FAILED + message);
  }

  private static boolean isRemote(Throwable cause) {
    return cause instanceof NetworkException
        || (cause instanceof GitException git && git.isOfRemote());
  }

  private int base(BaseImageException base) {
    String message = String.valueOf(base.getMessage());
    excerpt(base.place(), message, base.help());
    boolean isOurs = base.getCause() instanceof RegistryException.Misconfigured;
    return say(isOurs ? ExitStatus.USAGE : ExitStatus.REGISTRY, FAILED + message);
  }

  private void lastLines(FailedCommand command) {
    if (command.lastLines().isEmpty()) {
      return;
    }
    err.println("last output of " + command.command() + ":");
    command.lastLines().forEach(line -> err.println("  " + line));
    err.println();
  }

  private void excerpt(Place place, String message, Optional<String> help) {
    Diagnostic diagnostic =
        new Diagnostic(Severity.ERROR, place.span(), message, Optional.empty(), help);
    err.print(new DiagnosticPrinter(place.source()).print(diagnostic));
  }

  private static String describe(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "no such file or directory: " + missing.getFile();
      case AccessDeniedException denied -> "no access to " + denied.getFile();
      case FileSystemException other when other.getReason() == null ->
          "can't use " + other.getFile() + " (" + other.getClass().getSimpleName() + ")";
      default -> String.valueOf(failure.getMessage());
    };
  }

  private int bug(Throwable failure) {
    return say(
        ExitStatus.FAILED,
        "error: internal error: "
            + failure
            + (debug ? "" : " (JBUILD_DEBUG=1 shows where; please report it)"));
  }
}
