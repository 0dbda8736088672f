package dev.jbuild.builder;

import dev.jbuild.builder.failure.MachineException;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.oci.blob.DiskFullException;
import dev.jbuild.registry.RegistryException;
import dev.jbuild.sandbox.SandboxException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Says whose failure an I/O failure is. */
final class FailureKinds {
  private FailureKinds() {}

  /**
   * The exception to end with: what a registry did stays what it is, all else is the machine's.
   *
   * @throws InterruptedException where the failure is that somebody wanted an end
   */
  static MachineException of(IOException failure, StateDirectories state)
      throws RegistryException, InterruptedException {
    if (failure instanceof RegistryException registry) {
      throw registry;
    }
    if (Thread.interrupted()
        || failure instanceof InterruptedIOException
        || failure instanceof ClosedByInterruptException) {
      InterruptedException interrupted = new InterruptedException("interrupted");
      interrupted.initCause(failure);
      throw interrupted;
    }
    if (failure instanceof SandboxException) {
      return new MachineException(String.valueOf(failure.getMessage()), failure);
    }
    IOException told = DiskFullException.translate(state.cache(), failure);
    return new MachineException(describe(told), told);
  }

  private static String describe(IOException failure) {
    return switch (failure) {
      case AccessDeniedException e ->
          "no access to " + e.getFile() + "; check its owner and permissions";
      case FileSystemException e when e.getReason() == null ->
          e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getFile();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
