package dev.jbuild.builder;

import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.parser.source.SourceText;

/**
 * The build's own context, found.
 *
 * @param files what COPY and ADD see
 */
record MainContext(SourceTree files, SourceText dockerfile, Fetched.Age age) {

  /** A directory of this machine. */
  static MainContext local(SourceTree files, SourceText dockerfile) {
    return new MainContext(files, dockerfile, Fetched.Age.UNKNOWN);
  }
}
