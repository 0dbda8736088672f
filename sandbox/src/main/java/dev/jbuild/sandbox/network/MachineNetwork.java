package dev.jbuild.sandbox.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The machine's own network, or none at all: nothing was made for the run. */
record MachineNetwork() implements RunNetwork {
  @Override
  public Optional<Path> namespace() {
    return Optional.empty();
  }

  @Override
  public String resolverSettings() throws IOException {
    return RunNetwork.resolverSettingsOfMachine();
  }

  @Override
  public String gateway() {
    return "127.0.0.1";
  }

  @Override
  public void close() {}
}
