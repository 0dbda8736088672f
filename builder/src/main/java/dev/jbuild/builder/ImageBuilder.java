package dev.jbuild.builder;

import dev.jbuild.builder.base.BaseImages;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.builder.git.GitRepositories;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.secret.HostSecrets;
import dev.jbuild.builder.web.WebFiles;
import dev.jbuild.cache.Cache;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.registry.RegistryClient;
import dev.jbuild.registry.RegistryException;
import dev.jbuild.registry.UploadJournal;
import dev.jbuild.sandbox.Examination;
import dev.jbuild.sandbox.Isolation;
import dev.jbuild.sandbox.Sandbox;
import java.io.IOException;
import java.util.Optional;

/**
 * Builds images. Opening one costs nothing: the cache, the registry client and the sandbox each
 * start when they are first needed. May build several images at once.
 */
public final class ImageBuilder implements AutoCloseable {
  private final BuilderSettings settings;
  private final Cache cache;
  private final RegistryClient registry;
  private final Sandboxes sandboxes;
  private final GitRepositories git;
  private final WebFiles web;

  private ImageBuilder(BuilderSettings settings) {
    this.settings = settings;
    this.cache = Cache.open(settings.state());
    UploadJournal uploads = new UploadJournal(settings.state().cache().resolve("uploads"));
    this.registry =
        new RegistryClient(settings.registries(), settings.credentials(), Optional.of(uploads));
    this.sandboxes = new Sandboxes(settings.sandbox());
    this.git = new GitRepositories(cache, settings.environment());
    this.web = new WebFiles(cache, settings.environment());
  }

  public static ImageBuilder open(BuilderSettings settings) {
    return new ImageBuilder(settings);
  }

  /** The images on this machine; usable until this is closed. */
  public LocalImages images() {
    return new LocalImages(settings.state(), cache, registry, sandboxes.of(Isolation.BEST));
  }

  /** Images anywhere; usable until this is closed. */
  public ImageTransfers transfers() {
    return new ImageTransfers(settings.state(), cache, registry);
  }

  /** The caches of RUN on this machine; usable until this is closed. */
  public LocalCacheMounts cacheMounts() {
    return new LocalCacheMounts(settings.state(), cache, sandboxes.of(Isolation.BEST));
  }

  /**
   * Builds one image and puts it where the request says. Interrupting the thread ends the build and
   * leaves the state valid.
   *
   * @throws InvalidDockerfileException with all that is wrong with the Dockerfile
   * @throws BuildException where a step cannot be done, or this machine cannot do it
   * @throws RegistryException for what a registry or the network did
   */
  public BuildResult build(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, RegistryException, InterruptedException {
    try {
      return buildAgainIfCorrupt(request, contexts(request, events), events);
    } catch (IOException e) {
      throw FailureKinds.of(e, settings.state());
    }
  }

  /** Judges a Dockerfile by the rules; where the request names no target, all of its stages. */
  public CheckReport check(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, RegistryException, InterruptedException {
    return inquire(request, events, Inquiry::check);
  }

  /** What a build of the request's target takes from outside. */
  public OutlineReport outline(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, RegistryException, InterruptedException {
    return inquire(request, events, Inquiry::outline);
  }

  /** The stages of a Dockerfile. */
  public TargetList targets(BuildRequest request)
      throws BuildException, InvalidDockerfileException, RegistryException, InterruptedException {
    return inquire(request, EventSink.quiet(), Inquiry::targets);
  }

  /** Finds out what RUN can have on this machine, by doing. */
  public Examination examine() throws InterruptedException, BuildException, RegistryException {
    try {
      return Examination.of(settings.sandbox());
    } catch (IOException e) {
      throw FailureKinds.of(e, settings.state());
    }
  }

  private Contexts contexts(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException {
    return Contexts.open(request, cache, git(request), web(request), events);
  }

  private GitRepositories git(BuildRequest request) {
    return git.with(HostSecrets.of(request.grants()));
  }

  private WebFiles web(BuildRequest request) {
    return web.with(HostSecrets.of(request.grants()));
  }

  /** A question about a build. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(Inquiry inquiry) throws IOException, BuildException, InvalidDockerfileException;
  }

  private <T> T inquire(BuildRequest request, EventSink events, Question<T> question)
      throws BuildException, InvalidDockerfileException, RegistryException, InterruptedException {
    try {
      Contexts contexts = contexts(request, events);
      PolicedSources sources = new PolicedSources(request.policies());
      BaseImages bases =
          new BaseImages(cache, registry, request.pull(), contexts.layouts(), sources);
      return question.ask(new Inquiry(request, contexts, bases, events));
    } catch (IOException e) {
      throw FailureKinds.of(e, settings.state());
    }
  }

  /** A damaged blob is removed when it is found; what it was made from is there, so once more. */
  private BuildResult buildAgainIfCorrupt(BuildRequest request, Contexts contexts, EventSink events)
      throws BuildException, InvalidDockerfileException, InterruptedException, IOException {
    Sandbox sandbox = sandboxes.of(request.runs().isolation());
    try {
      return new Build(
              request, contexts, cache, registry, sandbox, git(request), web(request), events)
          .run();
    } catch (IOException e) {
      if (!Corruption.isHealed(e, cache)) {
        throw e;
      }
      return new Build(
              request, contexts, cache, registry, sandbox, git(request), web(request), events)
          .run();
    }
  }

  /** Ends the sandbox's worker and all connections. */
  @Override
  public void close() throws IOException {
    try (cache;
        registry;
        sandboxes;
        web) {
      // Each is closed, in whatever way the others end.
    }
  }
}
