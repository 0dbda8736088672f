package dev.jbuild.sandbox.worker;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.DeviceHook;
import dev.jbuild.sandbox.runtime.Container;
import dev.jbuild.sandbox.runtime.ContainerRuntime;
import dev.jbuild.sandbox.runtime.Gate;
import dev.jbuild.sandbox.runtime.RunningContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Runs a container to its end: where there are hooks, its command begins when they are done. */
final class ContainerRun {
  private final WorkerContext context;
  private final ImmutableList<DeviceHook> hooks;
  private final HookTraces traces;
  private final OutputPump output;
  private final Cancellation cancellation;

  ContainerRun(
      WorkerContext context,
      ImmutableList<DeviceHook> hooks,
      HookTraces traces,
      OutputPump output,
      Cancellation cancellation) {
    this.context = context;
    this.hooks = hooks;
    this.traces = traces;
    this.output = output;
    this.cancellation = cancellation;
  }

  /** Gives its exit status. Where a runtime can't make the container, the next one is tried. */
  int run(Container container) throws IOException, InterruptedException {
    for (int attempt = 1; true; attempt++) {
      cancellation.check();
      ContainerRuntime runtime = context.runtimes().current();
      Optional<Integer> exitStatus =
          hooks.isEmpty()
              ? waitFor(runtime, container)
              : throughGate(runtime, container, "gate-" + attempt);
      if (exitStatus.isPresent()) {
        context.runtimes().keep();
        return exitStatus.get();
      }
      output.note(context.runtimes().replace(runtime));
    }
  }

  private Optional<Integer> throughGate(ContainerRuntime runtime, Container container, String name)
      throws IOException, InterruptedException {
    try (Gate gate = Gate.in(Files.createDirectory(container.directory().resolve(name)))) {
      Container gated = container.with(gate);
      try (RunningContainer running = runtime.start(gated)) {
        try {
          runHooks(gated, gate, running);
          return waitFor(running);
        } finally {
          gate.shut();
          running.kill();
        }
      }
    }
  }

  private void runHooks(Container container, Gate gate, RunningContainer running)
      throws IOException, InterruptedException {
    cancellation.onCancel(gate::shut);
    Optional<Gate.Arrival> arrival = gate.await(running.process());
    if (arrival.isPresent()) {
      traces.during(() -> HookRunner.run(hooks, container, arrival.get(), cancellation));
      gate.open();
    }
  }

  private Optional<Integer> waitFor(ContainerRuntime runtime, Container container)
      throws IOException, InterruptedException {
    try (RunningContainer running = runtime.start(container)) {
      return waitFor(running);
    }
  }

  /** Empty for a container that was not made. */
  private Optional<Integer> waitFor(RunningContainer running)
      throws IOException, InterruptedException {
    cancellation.onCancel(running::kill);
    try {
      Thread printing = output.start(running.process().getInputStream());
      int exitStatus = running.process().waitFor();
      printing.join();
      cancellation.check();
      return running.wasMade() ? Optional.of(exitStatus) : Optional.empty();
    } finally {
      running.kill();
    }
  }
}
