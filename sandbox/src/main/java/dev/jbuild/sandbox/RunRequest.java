package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.compress.Compression;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One RUN.
 *
 * @param lowers the root's layers, lowest first; none means an empty root
 * @param edits what devices change in the container
 * @param layerFile where the new layer's compressed blob goes; replaced if it exists. Belongs to
 *     the caller
 * @param timestamp the time given to entries that are younger than the start of the run; {@code
 *     .pyc} headers follow it. Empty keeps all times
 * @param shell what is opened where the command fails
 */
public record RunRequest(
    List<LowerLayer> lowers,
    ProcessSpec process,
    Surroundings surroundings,
    List<Mount> mounts,
    ContainerEdits edits,
    Path layerFile,
    Compression compression,
    Optional<Instant> timestamp,
    Optional<FailureShell> shell) {

  /** Without devices; where the command fails, that is all. */
  public RunRequest(
      List<LowerLayer> lowers,
      ProcessSpec process,
      Surroundings surroundings,
      List<Mount> mounts,
      Path layerFile,
      Compression compression,
      Optional<Instant> timestamp) {
    this(
        lowers,
        process,
        surroundings,
        mounts,
        ContainerEdits.NONE,
        layerFile,
        compression,
        timestamp,
        Optional.empty());
  }

  public RunRequest {
    lowers = ImmutableList.copyOf(lowers);
    mounts = ImmutableList.copyOf(mounts);
  }
}
