package dev.jbuild.cli.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.jbuild.builder.BuildRequest;
import dev.jbuild.builder.BuildResult;
import dev.jbuild.builder.CheckReport;
import dev.jbuild.builder.CopyRequest;
import dev.jbuild.builder.ImageLocation;
import dev.jbuild.builder.OutlineReport;
import dev.jbuild.builder.Output;
import dev.jbuild.builder.TargetList;
import dev.jbuild.builder.cdi.DeviceFiles;
import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.cache.CacheMount;
import dev.jbuild.cache.CacheMountKey;
import dev.jbuild.cache.ImageKey;
import dev.jbuild.cache.PrunePolicy;
import dev.jbuild.cache.Pruned;
import dev.jbuild.cache.StoredImage;
import dev.jbuild.cache.Usage;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.image.Image;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import dev.jbuild.registry.Credential;
import dev.jbuild.sandbox.Examination;
import dev.jbuild.sandbox.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An engine that writes down what it was told, and answers or fails as a test wants. */
public final class ScriptedEngine implements Engine {
  public static final Digest MANIFEST = Digest.of("manifest".getBytes(StandardCharsets.UTF_8));
  public static final Digest CONFIG = Digest.of("config".getBytes(StandardCharsets.UTF_8));

  public final List<String> calls = new ArrayList<>();
  public final Map<String, Image> images = new HashMap<>();
  public final List<CacheMount> cacheMounts = new ArrayList<>();
  public @Nullable BuildRequest request;
  public @Nullable Exception failure;
  public boolean runPossible = true;

  @Override
  public BuildResult build(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException {
    this.request = request;
    Digest step = Digest.of(new byte[] {1});
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    events.emit(new BuildEvent.Planned(now, step, "[1/1] FROM x", ImmutableList.of()));
    events.emit(new BuildEvent.Started(now, step));
    failIfAsked();
    events.emit(new BuildEvent.Completed(now, step, true, Optional.empty()));
    Descriptor manifest =
        new Descriptor(MediaType.OCI_MANIFEST, MANIFEST, 7)
            .withAnnotations(ImmutableMap.of("a", "b"));
    return new BuildResult(manifest, CONFIG, request.tags());
  }

  private void failIfAsked()
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException {
    switch (failure) {
      case null -> {}
      case BuildException e -> throw e;
      case InvalidDockerfileException e -> throw e;
      case IOException e -> throw e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new AssertionError(failure);
    }
  }

  @Override
  public CheckReport check(BuildRequest request, EventSink events) {
    SourceText source = new SourceText("Dockerfile", "FROM x AS Y\n");
    Diagnostic warning =
        Diagnostic.warning("StageNameCasing", Span.of(1, 11, 1, 12), "stage name is not lowercase");
    return new CheckReport(source, ImmutableList.of(warning), Optional.empty());
  }

  @Override
  public OutlineReport outline(BuildRequest request, EventSink events) {
    throw new UnsupportedOperationException("no test asks for it");
  }

  @Override
  public TargetList targets(BuildRequest request) {
    throw new UnsupportedOperationException("no test asks for it");
  }

  @Override
  public List<StoredImage> images() {
    return images.entrySet().stream()
        .map(entry ->
            new StoredImage(
                Optional.of(ImageReference.parse(entry.getKey())),
                entry.getValue().manifest().descriptor(),
                entry.getValue().platform(),
                entry.getValue().config().created(),
                1_920_000_000))
        .toList();
  }

  @Override
  public Optional<Image> find(ImageKey name, Platform platform) {
    return Optional.ofNullable(images.get(name.toString()));
  }

  @Override
  public Digest push(ImageKey key, ImageReference target, Platform platform, EventSink events) {
    calls.add("push " + key + " " + target.familiar() + " " + platform);
    return MANIFEST;
  }

  @Override
  public Digest copy(CopyRequest request, EventSink events) {
    calls.add(request.toString());
    return MANIFEST;
  }

  @Override
  public RawManifest manifest(ImageLocation location, Optional<Platform> platform)
      throws IOException {
    calls.add("manifest " + location + " " + platform);
    return RawManifest.parse("{\"manifests\":[]}".getBytes(StandardCharsets.UTF_8), null);
  }

  @Override
  public Image image(ImageLocation location, Platform platform) {
    return Iterables.getOnlyElement(images.values());
  }

  @Override
  public List<String> tags(ImageReference repository) {
    return List.of("v1", "v2");
  }

  @Override
  public void delete(ImageReference name) {
    calls.add("delete " + name.familiar());
  }

  @Override
  public Digest pull(ImageReference name, Platform platform, EventSink events) {
    calls.add("pull " + name.familiar() + " " + platform);
    return MANIFEST;
  }

  @Override
  public String login(String registry, Credential.UserPassword credential) {
    calls.add("login " + registry + " " + credential.user() + " " + credential.password());
    return "the test";
  }

  @Override
  public boolean logout(String registry) {
    calls.add("logout " + registry);
    return true;
  }

  @Override
  public void save(ImageKey name, Platform platform, Output output) {
    calls.add("save " + name + " " + output);
  }

  @Override
  public Digest importRoot(Path archive, ImageReference name, Platform platform) {
    calls.add("import " + archive.getFileName() + " " + name.familiar() + " " + platform);
    return MANIFEST;
  }

  @Override
  public boolean tag(ImageKey existing, ImageReference added) {
    Image image = images.get(existing.toString());
    if (image != null) {
      images.put(added.familiar(), image);
    }
    return image != null;
  }

  @Override
  public boolean remove(ImageKey name) {
    return images.remove(name.toString()) != null;
  }

  @Override
  public Pruned prune(PrunePolicy policy) {
    calls.add("prune " + policy.unusedFor() + " " + policy.keepBytes());
    return new Pruned(3, 41_250_000);
  }

  @Override
  public Usage usage() {
    return new Usage(
        ImmutableList.of(
            new Usage.Part(Usage.Kind.BLOB, 12, 3_000_000_000L),
            new Usage.Part(Usage.Kind.IMAGE, 2, 1_000_000_000)));
  }

  @Override
  public List<CacheMount> cacheMounts() {
    return cacheMounts;
  }

  @Override
  public void exportCacheMount(CacheMountKey key, Path to, LockFile.Waiting waiting) {
    waiting.begins(false);
    calls.add("export " + key.id() + " " + key.start() + " " + to.getFileName());
  }

  @Override
  public void importCacheMount(CacheMountKey key, Path from, LockFile.Waiting waiting) {
    calls.add("import " + key.id() + " " + key.start() + " " + from.getFileName());
  }

  @Override
  public boolean removeCacheMount(CacheMount mount) {
    calls.add("remove " + mount.key().id() + " " + mount.key().copy());
    return !mount.key().id().equals("busy");
  }

  @Override
  public DeviceFiles devices() throws IOException {
    return DeviceFiles.read(List.of(Path.of("/nowhere/cdi")));
  }

  @Override
  public Examination examine() {
    Finding good = new Finding("user", Finding.State.OK, "root", Optional.empty());
    Finding bad = new Finding("sub-ids", Finding.State.BAD, "none", Optional.of("add some"));
    return new Examination(ImmutableList.of(good, bad), runPossible, "RUN is as it is.");
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
