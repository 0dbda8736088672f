package dev.jbuild.builder;

import dev.jbuild.sandbox.Isolation;
import dev.jbuild.sandbox.Sandbox;
import dev.jbuild.sandbox.SandboxSettings;
import java.util.HashMap;
import java.util.Map;

/** The sandboxes of a process: one for each isolation that a build asks for. */
final class Sandboxes implements AutoCloseable {
  private final SandboxSettings settings;
  private final Map<Isolation, Sandbox> open = new HashMap<>();

  Sandboxes(SandboxSettings settings) {
    this.settings = settings;
  }

  SandboxSettings settings() {
    return settings;
  }

  /** Usable until this is closed. */
  synchronized Sandbox of(Isolation isolation) {
    return open.computeIfAbsent(isolation, wanted -> new Sandbox(settings.with(wanted)));
  }

  @Override
  public synchronized void close() {
    open.values().forEach(Sandbox::close);
  }
}
