package dev.jbuild.parser.ast;

import dev.jbuild.parser.source.Span;

/**
 * The body of a here-document.
 *
 * @param name the delimiter, without quotes: also the file name in COPY and ADD
 * @param fileDescriptor the number before {@code <<}, 0 if none
 * @param expand false when the delimiter was quoted
 * @param stripTabs true for {@code <<-}; the content is then already stripped
 */
public record Heredoc(
    String name,
    int fileDescriptor,
    boolean expand,
    boolean stripTabs,
    String content,
    Span span) {}
