package dev.jbuild.sandbox.worker;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.FailureShell;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.runtime.Container;
import dev.jbuild.sandbox.runtime.ProgramLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Finds a shell for somebody who wants to see why a command failed. */
final class RootShell {
  /** The best first. */
  static final ImmutableList<String> PROGRAMS =
      ImmutableList.of("/bin/bash", "/bin/sh", "/busybox/sh");

  private RootShell() {}

  /** The container that failed, with a shell in the place of its command; empty without a shell. */
  static Optional<Container> of(FailureShell shell, Container failed, DirectoryHandle root)
      throws IOException {
    ProgramLookup lookup = new ProgramLookup(root);
    for (String program : PROGRAMS) {
      if (lookup.problem(program, failed.cwd(), failed.env()).isEmpty()) {
        return Optional.of(
            failed.atTerminal(
                Files.createDirectory(failed.directory().resolve("shell")), program, shell.term()));
      }
    }
    return Optional.empty();
  }
}
