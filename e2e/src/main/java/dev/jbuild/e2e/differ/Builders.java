package dev.jbuild.e2e.differ;

import dev.jbuild.e2e.compare.Differences;
import dev.jbuild.e2e.compare.SavedImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Both builders, with the same base image.
 *
 * @param base the base image as it was saved
 */
record Builders(JbuildHome jbuild, DockerDaemon docker, SavedImage base, Differences differences) {

  /** Makes the base image of a root file system in a tar, and gives it to both. */
  static Builders in(Path directory, Path busybox) throws IOException {
    Differences differences = Differences.read();
    JbuildHome jbuild = JbuildHome.in(directory, busybox);
    SavedImage base =
        SavedImage.read(jbuild.saveBase(directory.resolve("oci.tar"), "oci"), differences);
    Path archive = jbuild.saveBase(directory.resolve("docker.tar"), "docker");
    return new Builders(jbuild, DockerDaemon.with(archive), base, differences);
  }

  /** What an image has beyond the base. */
  String describe(BuildOutcome.Built built, Places places) throws IOException {
    return places.hide(SavedImage.read(built.archive(), differences).beyond(base));
  }
}
