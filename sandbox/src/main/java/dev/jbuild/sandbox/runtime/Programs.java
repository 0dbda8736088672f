package dev.jbuild.sandbox.runtime;

import dev.jbuild.sandbox.SandboxUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the host's programs, in the places where distributions put them. */
public final class Programs {
  /** The PATH that the worker and what it starts live with. */
  public static final String PATH = ProgramLookup.DEFAULT_PATH;

  private Programs() {}

  public static Optional<Path> find(String name) {
    for (String directory : PATH.split(":", -1)) {
      Path program = Path.of(directory, name);
      if (Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  /** Throws SandboxUnavailableException that names the package to install. */
  public static Path require(String name, String debianPackage) throws SandboxUnavailableException {
    return find(name)
        .orElseThrow(() ->
            new SandboxUnavailableException(
                "RUN needs the program "
                    + name
                    + ", which is not in "
                    + PATH
                    + ": install the package "
                    + debianPackage));
  }
}
