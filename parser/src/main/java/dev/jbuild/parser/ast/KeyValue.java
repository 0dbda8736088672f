package dev.jbuild.parser.ast;

/** A {@code key=value} pair of ENV, LABEL or ARG, both sides as written. */
public record KeyValue(Word key, Word value) {}
