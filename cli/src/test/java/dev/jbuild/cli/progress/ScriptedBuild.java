package dev.jbuild.cli.progress;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.oci.Digest;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells a view what a build would tell it, at times that the test chooses. */
final class ScriptedBuild {
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final EventSink view;
  private Instant now = START;

  ScriptedBuild(EventSink view) {
    this.view = view;
  }

  Instant now() {
    return now;
  }

  ScriptedBuild after(long millis) {
    now = now.plusMillis(millis);
    return this;
  }

  ScriptedBuild plan(String name, String... inputs) {
    ImmutableList<Digest> digests =
        Arrays.stream(inputs).map(ScriptedBuild::vertex).collect(ImmutableList.toImmutableList());
    view.emit(new BuildEvent.Planned(now, vertex(name), name, digests));
    return this;
  }

  ScriptedBuild start(String name) {
    view.emit(new BuildEvent.Started(now, vertex(name)));
    return this;
  }

  ScriptedBuild done(String name) {
    view.emit(new BuildEvent.Completed(now, vertex(name), false, Optional.empty()));
    return this;
  }

  ScriptedBuild cached(String name) {
    view.emit(new BuildEvent.Completed(now, vertex(name), true, Optional.empty()));
    return this;
  }

  ScriptedBuild fail(String name, String error) {
    view.emit(new BuildEvent.Completed(now, vertex(name), false, Optional.of(error)));
    return this;
  }

  ScriptedBuild log(String name, String output) {
    ByteSource data = ByteSource.wrap(output.getBytes(StandardCharsets.UTF_8));
    view.emit(new BuildEvent.Log(now, vertex(name), 1, data));
    return this;
  }

  ScriptedBuild transfer(String name, String id, long current, long total) {
    boolean done = current == total;
    view.emit(
        new BuildEvent.Progress(now, vertex(name), id, current, OptionalLong.of(total), done));
    return this;
  }

  ScriptedBuild warn(String message) {
    SourceText source = new SourceText("Dockerfile", "FROM x AS Y\n");
    Diagnostic diagnostic = Diagnostic.warning("StageNameCasing", Span.of(1, 11, 1, 12), message);
    view.emit(new BuildEvent.Warning(now, source, diagnostic));
    return this;
  }

  static Digest vertex(String name) {
    return Digest.of(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A build of a few steps that a person would recognise. */
  ScriptedBuild small() {
    String base = "[base 1/2] FROM debian:12";
    String run = "[base 2/2] RUN make all";
    String copy = "[runtime 2/2] COPY --from=base /out /srv";
    plan(base).plan(run, base).plan(copy, run);
    warn("Stage name 'Y' should be lowercase");
    start(base).after(120).cached(base);
    start(run).after(250).log(run, "cc -c main.c\ncc -o main");
    start("export").after(500).transfer("export", "sha256:" + "ab".repeat(32), 0, 2_000_000);
    log(run, " main.o\n").after(1000);
    transfer("export", "sha256:" + "ab".repeat(32), 2_000_000, 2_000_000);
    done("export").after(250).done(run);
    start(copy).after(40).done(copy);
    return this;
  }
}
