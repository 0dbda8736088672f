package dev.jbuild.parser.ast;

import java.util.Optional;

/**
 * The parser directives at the head of a Dockerfile.
 *
 * @param syntax value of {@code # syntax=}: accepted, the built-in frontend is used
 * @param check value of {@code # check=}
 */
public record Directives(Optional<String> syntax, Optional<Word> check) {}
