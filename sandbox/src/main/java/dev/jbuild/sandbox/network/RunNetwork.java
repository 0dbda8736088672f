package dev.jbuild.sandbox.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What one run has of the network. */
public sealed interface RunNetwork extends AutoCloseable permits MachineNetwork, UserModeNetwork {

  /** The file of the network namespace that a command is to enter; empty: none was made for it. */
  Optional<Path> namespace();

  /** The content of {@code /etc/resolv.conf}. */
  String resolverSettings() throws IOException;

  /** The address by which a command reaches this machine. */
  String gateway();

  @Override
  void close() throws IOException;

  /** What this machine itself finds names with; possibly nothing. */
  static String resolverSettingsOfMachine() throws IOException {
    Path file = Path.of("/etc/resolv.conf");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
