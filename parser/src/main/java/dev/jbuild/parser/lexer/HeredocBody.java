package dev.jbuild.parser.lexer;

import dev.jbuild.parser.ast.Heredoc;

/**
 * A here-document with the word that opened it.
 *
 * @param word such as {@code <<EOF}
 * @param raw the lines as they stand in the file, tabs and line ends included
 */
public record HeredocBody(Fragment word, Heredoc heredoc, String raw) {}
