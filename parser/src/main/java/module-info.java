import org.jspecify.annotations.NullMarked;

/**
 * Dockerfile text to a typed AST, word expansion, diagnostics, lint rules and ignore files. Depends
 * on nothing of ours.
 */
@NullMarked
module dev.jbuild.parser {
  requires transitive com.google.common;
  requires static transitive org.jspecify;

  exports dev.jbuild.parser;
  exports dev.jbuild.parser.ast;
  exports dev.jbuild.parser.diagnostic;
  exports dev.jbuild.parser.glob;
  exports dev.jbuild.parser.ignore;
  exports dev.jbuild.parser.lint;
  exports dev.jbuild.parser.source;
  exports dev.jbuild.parser.word;
}
