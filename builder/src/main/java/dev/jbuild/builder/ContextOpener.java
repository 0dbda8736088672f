package dev.jbuild.builder;

import dev.jbuild.builder.context.ArchiveFiles;
import dev.jbuild.builder.context.BuildContext;
import dev.jbuild.builder.context.FileHasher;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.git.Checkout;
import dev.jbuild.builder.git.GitException;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.builder.git.GitRepositories;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.policy.SourcePolicyException;
import dev.jbuild.builder.solve.Phase;
import dev.jbuild.builder.web.WebFiles;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.StatCache;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.ignore.IgnoreMatcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens contexts, and knows what they leave behind. */
final class ContextOpener {
  private static final int HEAD_BYTES = 1024;

  private final Cache cache;
  private final GitRepositories git;
  private final PolicedSources sources;
  private final EventSink events;
  private final WebContexts web;
  private final List<StatCache> stats = new CopyOnWriteArrayList<>();

  ContextOpener(
      Cache cache, GitRepositories git, WebFiles web, PolicedSources sources, EventSink events) {
    this.cache = cache;
    this.git = git;
    this.sources = sources;
    this.events = events;
    this.web = new WebContexts(cache, web, sources, events);
  }

  /** A directory of this machine. */
  LocalContext local(Path directory, String where) throws BuildFailedException {
    return LocalContext.of(directory, digests(directory), where);
  }

  /** The directory of the build itself, if the policies allow it and its Dockerfile. */
  LocalContext own(Path directory, String where) throws BuildFailedException {
    requireAllowed("dockerfile");
    requireAllowed("context");
    return local(directory, where);
  }

  /** Fails where the policies deny a directory of this machine, which they know by this name. */
  void requireAllowed(String name) throws BuildFailedException {
    try {
      sources.requireAllowed("local://" + name);
    } catch (SourcePolicyException e) {
      throw new BuildFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What web servers have. */
  WebContexts web() {
    return web;
  }

  /** Files of a git repository; nothing of them is ignored. */
  Fetched git(GitReference reference, String where)
      throws IOException, BuildFailedException, InterruptedException {
    try {
      GitReference policed = sources.repository(reference);
      Checkout checkout =
          Phase.run(
              "[internal] load git source " + reference.shownRemote(),
              events,
              _ -> git.checkout(policed));
      SourceTree files =
          new BuildContext(
              checkout.directory(), IgnoreMatcher.none(), digests(checkout.directory()), where);
      return new Fetched(
          files, Optional.empty(), () -> Optional.of(git.commitTime(policed, checkout)));
    } catch (GitException | SourcePolicyException e) {
      throw new BuildFailedException("can't read the files " + where + ": " + e.getMessage(), e);
    }
  }

  private FileHasher digests(Path directory) {
    StatCache digests = cache.stats(directory);
    stats.add(digests);
    return digests::digest;
  }

  /**
   * What a stream holds: an archive, else a Dockerfile.
   *
   * @param name what messages call the stream
   */
  Fetched stream(InputStream in, String name, String where)
      throws IOException, BuildFailedException, InvalidDockerfileException {
    PushbackInputStream stream = new PushbackInputStream(in, HEAD_BYTES);
    byte[] head = stream.readNBytes(HEAD_BYTES);
    stream.unread(head);
    if (LayerReader.isArchive(head)) {
      return Fetched.of(archive(stream, name, where));
    }
    if (head.length == 0) {
      throw new BuildFailedException(
          name + " is empty: it must hold a tar archive or a Dockerfile");
    }
    SourceTree nothing = ArchiveFiles.none(where + ", which is empty");
    return new Fetched(
        nothing, Optional.of(DockerfileTexts.stream(stream, name)), Fetched.Age.UNKNOWN);
  }

  private SourceTree archive(InputStream in, String name, String where)
      throws IOException, BuildFailedException {
    try {
      return ArchiveFiles.read(in, cache.temporaryFile(), where);
    } catch (InvalidLayerException e) {
      throw new BuildFailedException(
          "can't read the files " + where + ": " + name + ": " + e.getMessage(), e);
    }
  }

  /** Remembers what was learned about files of this machine. */
  void save() throws IOException {
    for (StatCache each : stats) {
      each.save();
    }
  }
}
