package dev.jbuild.builder.event;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import dev.jbuild.builder.failure.FailedCommand;
import dev.jbuild.oci.Digest;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.SourceText;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that a user may see of a build while it runs. The core emits events and never prints.
 * The events carry what BuildKit's {@code SolveStatus} has, so that its readers can be served.
 */
public sealed interface BuildEvent {

  /** When it happened. */
  Instant at();

  /**
   * A step that the build will need, said before any of them starts, in the order of the file.
   *
   * @param vertex names the step in all later events
   * @param name as shown, such as {@code [build 2/5] RUN make}
   * @param inputs the steps it waits for
   */
  record Planned(Instant at, Digest vertex, String name, ImmutableList<Digest> inputs)
      implements BuildEvent {}

  /** The step is being looked up or done. */
  record Started(Instant at, Digest vertex) implements BuildEvent {}

  /**
   * The step is over.
   *
   * @param cached nothing had to be done
   * @param error present where it failed
   */
  record Completed(Instant at, Digest vertex, boolean cached, Optional<String> error)
      implements BuildEvent {}

  /**
   * How far some part of a step is, such as the download of one blob.
   *
   * @param id names the part within the step; also what is shown, such as {@code sha256:1f2e…}
   * @param current bytes done, or 0 where it is not counted
   * @param total bytes in all, where known
   * @param done true for the last event of the part
   */
  record Progress(
      Instant at, Digest vertex, String id, long current, OptionalLong total, boolean done)
      implements BuildEvent {}

  /**
   * Output of a command, cut anywhere.
   *
   * @param stream 1 for what a command prints, 2 for what is said about the step
   * @param data bytes in memory, in whatever encoding the command writes
   */
  record Log(Instant at, Digest vertex, int stream, ByteSource data) implements BuildEvent {}

  /**
   * A command failed, and a shell opens in its root when this event is taken: what shows events on
   * the terminal gets out of its way.
   */
  record ShellOpens(Instant at, Digest vertex, FailedCommand failed) implements BuildEvent {}

  /** The shell is closed, the terminal free again. */
  record ShellClosed(Instant at, Digest vertex) implements BuildEvent {}

  /** Something to tell about the Dockerfile that does not stop the build. */
  record Warning(Instant at, SourceText source, Diagnostic diagnostic) implements BuildEvent {}
}
