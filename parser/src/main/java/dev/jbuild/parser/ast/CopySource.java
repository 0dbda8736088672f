package dev.jbuild.parser.ast;

/** What COPY and ADD take: a path or URL as written, or a here-document. */
public sealed interface CopySource permits CopySource.Path, CopySource.Inline {
  record Path(Word word) implements CopySource {}

  record Inline(Heredoc heredoc) implements CopySource {}
}
