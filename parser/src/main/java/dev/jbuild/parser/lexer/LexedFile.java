package dev.jbuild.parser.lexer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Directives;

/**
 * A Dockerfile as statements.
 *
 * @param escape backslash or backtick
 */
public record LexedFile(Directives directives, char escape, ImmutableList<Statement> statements) {}
