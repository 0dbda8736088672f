import org.jspecify.annotations.NullMarked;

/** The distribution-spec client: auth, transfer, mounts. */
@NullMarked
module dev.jbuild.registry {
  requires transitive dev.jbuild.oci;
  requires transitive java.net.http;
  requires com.google.cloud.tools.jib;
  requires static transitive org.jspecify;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;

  exports dev.jbuild.registry;
  exports dev.jbuild.registry.transport;
}
