package dev.jbuild.builder.failure;

import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;

/** Where in which Dockerfile. */
public record Place(SourceText source, Span span) {}
