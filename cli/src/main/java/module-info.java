import org.jspecify.annotations.NullMarked;

/** The jbuild command. */
@NullMarked
module dev.jbuild.cli {
  requires com.fasterxml.jackson.core;
  requires com.google.common;
  requires dev.jbuild.builder;
  requires com.fasterxml.jackson.dataformat.toml;
  requires jdk.httpserver;
  requires static org.jspecify;
}
