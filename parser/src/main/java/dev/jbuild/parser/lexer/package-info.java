/** Dockerfile text to statements: directives, continuations, flags and here-documents. */
package dev.jbuild.parser.lexer;
