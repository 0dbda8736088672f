/** The way in: Dockerfile text to AST. */
package dev.jbuild.parser;
