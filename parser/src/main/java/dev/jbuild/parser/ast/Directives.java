package dev.jbuild.parser.ast;

import java.util.Optional;

/**
 * The parser directives at the head of a Dockerfile.
 *
 * @param syntax value of {@code # syntax=}: jbuild reads the file whatever it says
 * @param check value of {@code # check=}
 */
public record Directives(Optional<Word> syntax, Optional<Word> check) {}
