package dev.jbuild.builder;

import dev.jbuild.builder.context.ArchiveFiles;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.policy.SourcePolicyException;
import dev.jbuild.builder.solve.Phase;
import dev.jbuild.builder.web.WebException;
import dev.jbuild.builder.web.WebFile;
import dev.jbuild.builder.web.WebFiles;
import dev.jbuild.cache.Cache;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.registry.transport.Redacted;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/** Contexts and Dockerfiles of web servers. */
final class WebContexts {
  private static final int HEAD_BYTES = 1024;
  private static final int FILE_MODE = 0600;

  /** What a file is called in a context that has nothing else. */
  private static final String ONLY_FILE = "context";

  private final Cache cache;
  private final WebFiles web;
  private final PolicedSources sources;
  private final EventSink events;

  WebContexts(Cache cache, WebFiles web, PolicedSources sources, EventSink events) {
    this.cache = cache;
    this.web = web;
    this.sources = sources;
    this.events = events;
  }

  /** The files of an archive; else one file, which is a Dockerfile too. */
  Fetched fetch(URI uri, String where)
      throws IOException, BuildFailedException, InvalidDockerfileException {
    WebFile file = file(uri);
    SourceTree files = files(file, where);
    Optional<SourceText> dockerfile = isArchive(file) ? Optional.empty() : Optional.of(text(file));
    return new Fetched(files, dockerfile, file::changed);
  }

  /** The files of an archive; else one file. */
  Fetched files(URI uri, String where) throws IOException, BuildFailedException {
    WebFile file = file(uri);
    return new Fetched(files(file, where), Optional.empty(), file::changed);
  }

  /** A Dockerfile. */
  SourceText dockerfile(URI uri)
      throws IOException, BuildFailedException, InvalidDockerfileException {
    return text(file(uri));
  }

  private WebFile file(URI uri) throws IOException, BuildFailedException {
    try {
      PolicedSources.WebSource source = sources.file(uri, ONLY_FILE, Optional.empty());
      return Phase.run(
          "[internal] load remote build context " + Redacted.of(uri),
          events,
          _ -> web.fetch(source.uri(), source.checksum()));
    } catch (WebException | SourcePolicyException e) {
      throw new BuildFailedException("failed to read downloaded context: " + e.getMessage(), e);
    }
  }

  private SourceTree files(WebFile file, String where) throws IOException, BuildFailedException {
    if (!isArchive(file)) {
      Metadata metadata = new Metadata(FILE_MODE, 0, 0, file.modified().orElse(Metadata.EPOCH));
      RegularFile only =
          new RegularFile(ONLY_FILE, metadata, file.blob().size(), file.blob().digest(), 0);
      return ArchiveFiles.only(only, file, where);
    }
    try (InputStream in = file.open()) {
      return ArchiveFiles.read(in, cache.temporaryFile(), where);
    } catch (InvalidLayerException e) {
      throw new BuildFailedException(
          "can't read the files " + where + ": " + Redacted.of(file.uri()) + ": " + e.getMessage(),
          e);
    }
  }

  private static boolean isArchive(WebFile file) throws IOException {
    try (InputStream in = file.open()) {
      return LayerReader.isArchive(in.readNBytes(HEAD_BYTES));
    }
  }

  private static SourceText text(WebFile file) throws IOException, InvalidDockerfileException {
    try (InputStream in = file.open()) {
      return DockerfileTexts.stream(in, Redacted.of(file.uri()).toString());
    }
  }
}
