package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.plan.RunRules;
import dev.jbuild.builder.policy.SourcePolicies;
import dev.jbuild.builder.run.RunSettings;
import dev.jbuild.builder.secret.Grants;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.registry.CredentialSource;
import dev.jbuild.registry.RegistrySettings;
import dev.jbuild.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Builds images in a state directory of its own, and remembers what was told. */
final class Builds implements AutoCloseable {
  static final ImageReference TAG = ImageReference.parse("test/app:1");

  private final StateDirectories state;
  private final ImageBuilder builder;
  private final List<BuildEvent> events = new CopyOnWriteArrayList<>();

  Builds(Path home) {
    this(home, System.getenv());
  }

  /** With other variables than this process has. */
  Builds(Path home, Map<String, String> environment) {
    this.state = StateDirectories.of(ImmutableMap.of("JBUILD_HOME", home.toString()));
    this.builder = ImageBuilder.open(settings(home, environment));
  }

  static BuilderSettings settings(Path home) {
    return settings(home, System.getenv());
  }

  private static BuilderSettings settings(Path home, Map<String, String> environment) {
    return new BuilderSettings(
        StateDirectories.of(ImmutableMap.of("JBUILD_HOME", home.toString())),
        RegistrySettings.defaults(),
        CredentialSource.none(),
        SandboxSettings.of(home.resolve("sandbox")),
        ImmutableMap.copyOf(environment));
  }

  /** A build of the context into the local store, with all defaults. */
  static BuildRequest request(Path context) {
    return request(context, ImmutableList.of(TAG), ImmutableList.of(new Output.LocalStore()));
  }

  /** A build with all other defaults. */
  static BuildRequest request(
      Path context, ImmutableList<ImageReference> tags, ImmutableList<Output> outputs) {
    return new BuildRequest(
        new ContextLocation.Directory(context),
        new DockerfileLocation.Standard(),
        ImmutableMap.of(),
        Optional.empty(),
        ImmutableMap.of(),
        ImmutableMap.of(),
        tags,
        outputs,
        Platform.host(),
        RunRules.DEFAULT,
        RunSettings.DEFAULT,
        false,
        false,
        Compression.GZIP,
        Optional.of(Metadata.EPOCH),
        SourcePolicies.none(),
        Grants.none());
  }

  BuildResult build(Path context) throws Exception {
    return build(request(context));
  }

  BuildResult build(BuildRequest request) throws Exception {
    events.clear();
    return builder.build(request, events::add);
  }

  CheckReport check(BuildRequest request) throws Exception {
    return builder.check(request, events::add);
  }

  /** Names of the steps of the last build that had to be done. */
  List<String> done() {
    return names(false);
  }

  /** Names of the steps of the last build that were cached. */
  List<String> cached() {
    return names(true);
  }

  List<BuildEvent> events() {
    return events;
  }

  private List<String> names(boolean cached) {
    return events.stream()
        .filter(BuildEvent.Completed.class::isInstance)
        .map(BuildEvent.Completed.class::cast)
        .filter(completed -> completed.cached() == cached && completed.error().isEmpty())
        .map(completed ->
            events.stream()
                .filter(BuildEvent.Planned.class::isInstance)
                .map(BuildEvent.Planned.class::cast)
                .filter(planned -> planned.vertex().equals(completed.vertex()))
                .findFirst()
                .orElseThrow()
                .name())
        .filter(name -> name.matches("\\[[^i].*"))
        .sorted()
        .toList();
  }

  Image image() throws IOException {
    return image(TAG);
  }

  Image image(ImageReference name) throws IOException {
    try (Cache cache = Cache.open(state)) {
      return cache.images().find(name, Platform.host()).orElseThrow();
    }
  }

  FileTree tree() throws IOException {
    return tree(image());
  }

  static FileTree tree(Image image) throws IOException {
    FileTree tree = FileTree.empty();
    for (Layer layer : image.layers()) {
      try (InputStream in = layer.open()) {
        tree =
            tree.with(
                layer.diffId(),
                LayerReader.read(in, layer.blob(), OutputStream.nullOutputStream()).index());
      }
    }
    return tree;
  }

  LocalCacheMounts cacheMounts() {
    return builder.cacheMounts();
  }

  StateDirectories state() {
    return state;
  }

  @Override
  public void close() throws IOException {
    builder.close();
  }
}
