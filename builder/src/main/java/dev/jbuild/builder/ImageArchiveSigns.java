package dev.jbuild.builder;

import dev.jbuild.oci.layer.InvalidLayerException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Notices that a tar archive holds an image, where the files of one are wanted. */
final class ImageArchiveSigns {
  /** Of {@code docker save}: the config, a layer, or the directory of a layer, beside its list. */
  private static final Pattern DOCKER_NAME = Pattern.compile("[0-9a-f]{64}(\\.json|\\.tar|/.*)");

  private boolean hasLayout;
  private boolean hasDockerList;
  private boolean hasDockerName;

  /** Takes the path of a file in the archive. */
  void see(String path) {
    hasLayout |= path.equals("oci-layout");
    hasDockerList |= path.equals("manifest.json");
    hasDockerName |= DOCKER_NAME.matcher(path).matches();
  }

  /** Throws when it is an image. */
  void check(Path archive) throws InvalidLayerException {
    boolean isDocker = hasDockerList && (hasDockerName || hasLayout);
    if (isDocker || hasLayout) {
      throw new InvalidLayerException(
          "an image, not the files of one: `jbuild copy %s:%s store:NAME` takes it as it is"
              .formatted(isDocker ? "docker-archive" : "oci-archive", archive));
    }
  }
}
