package dev.jbuild.sandbox.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.DeviceException;
import dev.jbuild.sandbox.DeviceHook;
import dev.jbuild.sandbox.protocol.JsonText;
import dev.jbuild.sandbox.runtime.Container;
import dev.jbuild.sandbox.runtime.Gate;
import dev.jbuild.sandbox.runtime.HostProcess;
import dev.jbuild.sandbox.runtime.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the hooks of devices for a container that waits at its gate. */
final class HookRunner {
  private static final int MOST_SHOWN = 2000;

  private final Container container;
  private final Gate.Arrival arrival;
  private final Cancellation cancellation;
  private final Path state;
  private final Path log;

  private HookRunner(Container container, Gate.Arrival arrival, Cancellation cancellation) {
    this.container = container;
    this.arrival = arrival;
    this.cancellation = cancellation;
    this.state = container.directory().resolve("state.json");
    this.log = container.directory().resolve("hook.log");
  }

  /** Runs them one after the other; the first that fails ends it. */
  static void run(
      List<DeviceHook> hooks, Container container, Gate.Arrival arrival, Cancellation cancellation)
      throws IOException, InterruptedException {
    HookRunner runner = new HookRunner(container, arrival, cancellation);
    Files.write(runner.state, JsonText.write(runner.state()));
    for (DeviceHook hook : hooks) {
      runner.run(hook);
    }
  }

  private ObjectNode state() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ociVersion", "1.0.2")
        .put("id", container.id())
        .put("status", "creating")
        .put("pid", arrival.container())
        .put("bundle", container.directory().toString());
  }

  private void run(DeviceHook hook) throws IOException, InterruptedException {
    ProcessBuilder builder = HostProcess.builder(command(hook));
    builder.environment().clear();
    builder.environment().putAll(hook.env());
    builder.redirectInput(state.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = start(hook, builder);
    cancellation.onCancel(() -> {
      kill(process);
      container.gate().ifPresent(Gate::shut);
    });
    boolean ended = await(hook, process);
    cancellation.check();
    if (!ended) {
      kill(process);
      throw failed(hook, "took longer than its " + hook.timeout().orElseThrow().toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      throw failed(hook, "ended with exit code " + process.exitValue());
    }
  }

  private static Process start(DeviceHook hook, ProcessBuilder builder) throws IOException {
    if (!Files.isExecutable(hook.program())) {
      throw new DeviceException(
          "the device's hook " + hook.program() + " is not a program of this machine");
    }
    return builder.start();
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static boolean await(DeviceHook hook, Process process) throws InterruptedException {
    if (hook.timeout().isEmpty()) {
      process.waitFor();
      return true;
    }
    return process.waitFor(hook.timeout().get().toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * A hook stays in the worker's pid namespace, as the {@code /proc} that it sees does: a container
   * whose namespace it were in could not end before somebody had waited for it.
   */
  private ImmutableList<String> command(DeviceHook hook) throws IOException {
    ImmutableList.Builder<String> command = ImmutableList.builder();
    if (hook.place() == DeviceHook.Place.CONTAINER) {
      command.add(Programs.require("nsenter", "util-linux").toString());
      command.add("--target=" + arrival.member(), "--mount", "--uts", "--ipc");
      if (container.hasPrivateNetwork()) {
        command.add("--net");
      }
      command.add("--");
    }
    return command.add(hook.program().toString()).addAll(hook.args()).build();
  }

  private DeviceException failed(DeviceHook hook, String how) throws IOException {
    String printed = Files.readString(log, StandardCharsets.ISO_8859_1).strip();
    String shown = printed.substring(Math.max(0, printed.length() - MOST_SHOWN));
    return new DeviceException(
        "the device's hook "
            + String.join(" ", words(hook))
            + " "
            + how
            + (shown.isEmpty() ? "" : ": " + shown));
  }

  private static List<String> words(DeviceHook hook) {
    return ImmutableList.<String>builder()
        .add(hook.program().toString())
        .addAll(hook.args())
        .build();
  }
}
