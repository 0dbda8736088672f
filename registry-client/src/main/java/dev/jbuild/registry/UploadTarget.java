package dev.jbuild.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;

/** Where a blob is to go. */
record UploadTarget(Endpoint endpoint, ImageReference image, Descriptor blob) {
  String what() {
    return "push of " + blob.digest() + " to " + image.name();
  }

  Scopes scopes() {
    return Scopes.push(image.repository());
  }

  long size() {
    return blob.size();
  }
}
