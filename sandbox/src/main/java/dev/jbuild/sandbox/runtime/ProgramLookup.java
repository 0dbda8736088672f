package dev.jbuild.sandbox.runtime;

import com.google.common.base.Splitter;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Looks for a program in a root as {@code execvp} would, to say what is wrong before it runs. */
public final class ProgramLookup {
  /** What Docker gives a container that has no PATH. */
  public static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;
  private static final int ANY_EXECUTE = 0111;

  /**
   * Why a program cannot start.
   *
   * @param exitStatus as a shell would give
   */
  public record Failure(int exitStatus, String message) {}

  private final DirectoryHandle root;

  public ProgramLookup(DirectoryHandle root) {
    this.root = root;
  }

  /** What is wrong with the program; empty when it is there and can be executed. */
  public Optional<Failure> problem(String program, String cwd, Map<String, String> env)
      throws IOException {
    if (program.contains("/")) {
      return problemOf(program, program.startsWith("/") ? program : cwd + "/" + program);
    }
    for (String directory : Splitter.on(':').split(env.getOrDefault("PATH", DEFAULT_PATH))) {
      String path = directory.isEmpty() ? cwd : directory;
      if (isExecutable(path.startsWith("/") ? path + "/" + program : cwd + "/" + path)) {
        return Optional.empty();
      }
    }
    return failure(NOT_FOUND, program, "executable file not found in $PATH");
  }

  private Optional<Failure> problemOf(String program, String path) throws IOException {
    if (isExecutable(path)) {
      return Optional.empty();
    }
    return root.statusInRoot(path).isPresent()
        ? failure(NOT_EXECUTABLE, program, "permission denied")
        : failure(NOT_FOUND, program, "no such file or directory");
  }

  private boolean isExecutable(String path) throws IOException {
    Optional<FileStatus> status = root.statusInRoot(path);
    return status.isPresent()
        && status.get().isRegular()
        && (status.get().mode() & ANY_EXECUTE) != 0;
  }

  private static Optional<Failure> failure(int exitStatus, String program, String reason) {
    return Optional.of(new Failure(exitStatus, "exec: \"" + program + "\": " + reason));
  }
}
