import org.jspecify.annotations.NullMarked;

/** The RUN worker: namespaces, overlay, OCI runtime, mounts, diff. */
@NullMarked
module dev.jbuild.sandbox {
  requires transitive dev.jbuild.oci;
  requires static transitive org.jspecify;

  exports dev.jbuild.sandbox;
}
