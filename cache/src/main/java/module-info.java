import org.jspecify.annotations.NullMarked;

/** Content store, layer store, step cache, stat cache, locks, garbage collection. */
@NullMarked
module dev.jbuild.cache {
  requires transitive dev.jbuild.oci;
  requires static transitive org.jspecify;

  exports dev.jbuild.cache;
}
