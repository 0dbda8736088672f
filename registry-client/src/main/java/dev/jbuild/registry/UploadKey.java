package dev.jbuild.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;

/** Which blob goes where. */
record UploadKey(String registry, String repository, Digest blob) {
  static UploadKey of(ImageReference image, Descriptor blob) {
    return new UploadKey(image.registry(), image.repository(), blob.digest());
  }

  @Override
  public String toString() {
    return registry + "/" + repository + "@" + blob;
  }
}
