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
    WebFile file = file(remote);
    Metadata metadata = new Metadata(MODE, 0, 0, file.modified().orElse(Instant.EPOCH));
    return new LooseFile(
        new RegularFile(
            WebFile.name(remote.uri()), metadata, file.blob().size(), file.blob().digest(), 0),
        file);
  }

  /** The file that the policies say is to be taken. */
  WebFile file(CopyInput.Remote remote) throws IOException, BuildFailedException {
    try {
      PolicedSources.WebSource source =
          sources.file(remote.uri(), WebFile.name(remote.uri()), remote.checksum());
      return files.fetch(source.uri(), source.checksum());
    } catch (WebException | SourcePolicyException e) {
      throw new BuildFailedException("ADD: " + e.getMessage(), e);
    }
  }
}
