import org.jspecify.annotations.NullMarked;

/**
 * The vocabulary of images: digests, references, manifests, layers, trees. Depends on nothing of
 * ours.
 */
@NullMarked
module dev.jbuild.oci {
  requires transitive com.fasterxml.jackson.databind;
  requires com.github.luben.zstd_jni;
  requires transitive com.google.common;
  requires org.apache.commons.compress;
  requires static transitive org.jspecify;
  requires org.tukaani.xz;

  exports dev.jbuild.oci;
  exports dev.jbuild.oci.archive;
  exports dev.jbuild.oci.blob;
  exports dev.jbuild.oci.compress;
  exports dev.jbuild.oci.image;
  exports dev.jbuild.oci.layer;
  exports dev.jbuild.oci.layout;
  exports dev.jbuild.oci.tar;
  exports dev.jbuild.oci.tree;
}
