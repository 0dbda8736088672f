package dev.jbuild.builder.solve;

import dev.jbuild.builder.context.LooseFile;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.policy.SourcePolicyException;
import dev.jbuild.builder.web.WebException;
import dev.jbuild.builder.web.WebFile;
import dev.jbuild.builder.web.WebFiles;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.time.Instant;

/** Files of web servers for ADD. */
final class RemoteFiles {
  private static final int MODE = 0600;

  private final WebFiles files;
  private final PolicedSources sources;

  RemoteFiles(WebFiles files, PolicedSources sources) {
    this.files = files;
    this.sources = sources;
  }

  /** The file under its own name, with the time of its last change if the server tells. */
  LooseFile fetch(CopyInput.Remote remote) throws IOException, BuildFailedException {
    try {
      String name = WebFile.name(remote.uri());
      PolicedSources.WebSource source = sources.file(remote.uri(), name, remote.checksum());
      WebFile file = files.fetch(source.uri(), source.checksum());
      Metadata metadata = new Metadata(MODE, 0, 0, file.modified().orElse(Instant.EPOCH));
      return new LooseFile(
          new RegularFile(name, metadata, file.blob().size(), file.blob().digest(), 0), file);
    } catch (WebException | SourcePolicyException e) {
      throw new BuildFailedException("ADD: " + e.getMessage(), e);
    }
  }
}
