package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.oci.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All steps of a build, in the order in which they were planned. */
final class Steps {
  private final Map<Digest, Step> byVertex = new LinkedHashMap<>();

  void plan(BuildEvent.Planned event) {
    byVertex.putIfAbsent(event.vertex(), new Step(event.vertex(), event.name(), event.inputs()));
  }

  /** The step; one that nobody planned is called by its digest. */
  Step get(Digest vertex) {
    return byVertex.computeIfAbsent(
        vertex, unknown -> new Step(unknown, unknown.shortHex(), List.of()));
  }

  List<Step> all() {
    return new ArrayList<>(byVertex.values());
  }

  List<Step> running() {
    return byVertex.values().stream().filter(Step::isRunning).toList();
  }

  long finished() {
    return byVertex.values().stream().filter(step -> step.completed().isPresent()).count();
  }

  int count() {
    return byVertex.size();
  }
}
