import org.jspecify.annotations.NullMarked;

/** AST to build graph to steps to layers to image: the only place that wires the parts. */
@NullMarked
module dev.jbuild.builder {
  requires transitive dev.jbuild.cache;
  requires transitive dev.jbuild.oci;
  requires transitive dev.jbuild.parser;
  requires transitive dev.jbuild.registry;
  requires transitive dev.jbuild.sandbox;
  requires org.yaml.snakeyaml;
  requires static transitive org.jspecify;

  exports dev.jbuild.builder;
  exports dev.jbuild.builder.cdi;
  exports dev.jbuild.builder.event;
  exports dev.jbuild.builder.failure;
  exports dev.jbuild.builder.git;
  exports dev.jbuild.builder.graph;
  exports dev.jbuild.builder.plan;
  exports dev.jbuild.builder.policy;
  exports dev.jbuild.builder.run;
  exports dev.jbuild.builder.secret;
}
