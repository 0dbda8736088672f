package dev.jbuild.parser.ast;

import dev.jbuild.parser.source.Span;

/** A word as written, before variables are expanded and quotes removed. */
public record Word(String text, Span span) {}
