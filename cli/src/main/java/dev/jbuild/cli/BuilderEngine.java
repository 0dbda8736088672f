package dev.jbuild.cli;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.BuildRequest;
import dev.jbuild.builder.BuildResult;
import dev.jbuild.builder.BuilderSettings;
import dev.jbuild.builder.CheckReport;
import dev.jbuild.builder.CopyRequest;
import dev.jbuild.builder.ImageBuilder;
import dev.jbuild.builder.ImageLocation;
import dev.jbuild.builder.OutlineReport;
import dev.jbuild.builder.Output;
import dev.jbuild.builder.TargetList;
import dev.jbuild.builder.cdi.DeviceFiles;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.cache.CacheMount;
import dev.jbuild.cache.CacheMountKey;
import dev.jbuild.cache.ImageKey;
import dev.jbuild.cache.PrunePolicy;
import dev.jbuild.cache.Pruned;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.cache.StoredImage;
import dev.jbuild.cache.Usage;
import dev.jbuild.cli.command.Engine;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.cli.settings.SettingsFile;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.image.Image;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.registry.CertificateDirectories;
import dev.jbuild.registry.Credential;
import dev.jbuild.registry.DockerConfigFile;
import dev.jbuild.registry.RegistryClient;
import dev.jbuild.registry.RegistrySettings;
import dev.jbuild.registry.UserCredentials;
import dev.jbuild.sandbox.Examination;
import dev.jbuild.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The builder, set up as the environment and the settings file say. */
public final class BuilderEngine implements Engine {
  private final ImageBuilder builder;
  private final RegistrySettings registries;
  private final DockerConfigFile logins;

  private BuilderEngine(
      ImageBuilder builder, RegistrySettings registries, DockerConfigFile logins) {
    this.builder = builder;
    this.registries = registries;
    this.logins = logins;
  }

  /**
   * Reads the settings file; starts nothing.
   *
   * @param warnings is told of what does not work but stops nothing, such as a credential helper
   */
  public static BuilderEngine open(Map<String, String> environment, Consumer<String> warnings)
      throws UsageException {
    StateDirectories state = StateDirectories.of(environment);
    Path home = home(environment);
    RegistrySettings registries =
        SettingsFile.read(environment)
            .with(CertificateDirectories.of(environment, home))
            .withProxies(environment);
    ImageBuilder builder =
        ImageBuilder.open(
            new BuilderSettings(
                state,
                registries,
                UserCredentials.of(environment, home, warnings),
                SandboxSettings.of(state.cache().resolve("runs")),
                ImmutableMap.copyOf(environment)));
    return new BuilderEngine(
        builder, registries, new DockerConfigFile(DockerConfigFile.path(environment, home)));
  }

  private static Path home(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("user.home", "/") : home);
  }

  @Override
  public BuildResult build(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException {
    return builder.build(request, events);
  }

  @Override
  public CheckReport check(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException {
    return builder.check(request, events);
  }

  @Override
  public OutlineReport outline(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException {
    return builder.outline(request, events);
  }

  @Override
  public TargetList targets(BuildRequest request)
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException {
    return builder.targets(request);
  }

  @Override
  public List<StoredImage> images() throws IOException {
    return builder.images().list();
  }

  @Override
  public Optional<Image> find(ImageKey name, Platform platform) throws IOException {
    return builder.images().find(name, platform);
  }

  @Override
  public Digest push(ImageKey key, ImageReference target, Platform platform, EventSink events)
      throws BuildException, IOException, InterruptedException {
    return builder.images().push(key, target, platform, events);
  }

  @Override
  public Digest copy(CopyRequest request, EventSink events)
      throws BuildException, IOException, InterruptedException {
    return builder.transfers().copy(request, events);
  }

  @Override
  public RawManifest manifest(ImageLocation location, Optional<Platform> platform)
      throws BuildException, IOException, InterruptedException {
    return builder.transfers().manifest(location, platform);
  }

  @Override
  public Image image(ImageLocation location, Platform platform)
      throws BuildException, IOException, InterruptedException {
    return builder.transfers().image(location, platform);
  }

  @Override
  public List<String> tags(ImageReference repository) throws IOException {
    return builder.transfers().tags(repository);
  }

  @Override
  public void delete(ImageReference name) throws IOException {
    builder.transfers().delete(name);
  }

  @Override
  public Digest pull(ImageReference name, Platform platform, EventSink events)
      throws BuildException, IOException, InterruptedException {
    return builder.images().pull(name, platform, events);
  }

  @Override
  public String login(String registry, Credential.UserPassword credential) throws IOException {
    try (RegistryClient client = new RegistryClient(registries, _ -> Optional.of(credential))) {
      client.checkLogin(registry);
    }
    return logins.store(registry, credential);
  }

  @Override
  public boolean logout(String registry) throws IOException {
    return logins.remove(registry);
  }

  @Override
  public void save(ImageKey name, Platform platform, Output output)
      throws BuildException, IOException, InterruptedException {
    builder.images().save(name, platform, output);
  }

  @Override
  public Digest importRoot(Path archive, ImageReference name, Platform platform)
      throws BuildException, IOException, InterruptedException {
    return builder.images().importRoot(archive, name, platform);
  }

  @Override
  public boolean tag(ImageKey existing, ImageReference added) throws IOException {
    return builder.images().tag(existing, added);
  }

  @Override
  public boolean remove(ImageKey name) throws IOException {
    return builder.images().remove(name);
  }

  @Override
  public Pruned prune(PrunePolicy policy) throws BuildException, IOException, InterruptedException {
    return builder.images().prune(policy);
  }

  @Override
  public Usage usage() throws IOException {
    return builder.images().usage();
  }

  @Override
  public List<CacheMount> cacheMounts() throws IOException {
    return builder.cacheMounts().list();
  }

  @Override
  public void exportCacheMount(CacheMountKey key, Path to, LockFile.Waiting waiting)
      throws BuildException, IOException, InterruptedException {
    builder.cacheMounts().exportTo(to, key, waiting);
  }

  @Override
  public void importCacheMount(CacheMountKey key, Path from, LockFile.Waiting waiting)
      throws BuildException, IOException, InterruptedException {
    builder.cacheMounts().importFrom(from, key, waiting);
  }

  @Override
  public boolean removeCacheMount(CacheMount mount) throws IOException {
    return builder.cacheMounts().remove(mount);
  }

  @Override
  public Examination examine() throws BuildException, IOException, InterruptedException {
    return builder.examine();
  }

  @Override
  public DeviceFiles devices() throws IOException {
    return DeviceFiles.read(DeviceFiles.DIRECTORIES);
  }

  @Override
  public void close() throws IOException {
    builder.close();
  }
}
