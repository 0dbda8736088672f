package dev.jbuild.cli.option;

import dev.jbuild.builder.BuildRequest;
import dev.jbuild.builder.Output;
import dev.jbuild.cli.progress.ProgressMode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A build as the command line asks for it.
 *
 * @param call what to do with the request, if not build
 * @param quiet print the digest and nothing else
 * @param imageIdFile where the config's digest is written
 * @param metadataFile where digests and names are written as JSON
 */
public record BuildInvocation(
    BuildRequest request,
    Call call,
    ProgressMode progress,
    boolean quiet,
    Optional<Path> imageIdFile,
    Optional<Path> metadataFile) {

  /** Whether the image goes to the local store. */
  public boolean isStored() {
    return request.outputs().contains(new Output.LocalStore());
  }

  /** Whether the user may get a shell in between. */
  public boolean mayOpenShell() {
    return request.runs().shell().isPresent();
  }

  /** Whether the result's bytes go to standard output. */
  public boolean writesToStandardOutput() {
    return request.outputs().stream().anyMatch(Destinations::isStandardOutput);
  }
}
