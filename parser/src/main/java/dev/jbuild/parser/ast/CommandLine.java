package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableList;

/** What RUN, CMD and ENTRYPOINT are given. */
public sealed interface CommandLine permits CommandLine.Shell, CommandLine.Exec {

  /**
   * Text for the shell of the stage, as it stands after the flags with continuations joined. Where
   * there are heredocs, {@code text} is the first line (it still holds the {@code <<EOF} words).
   */
  record Shell(String text, ImmutableList<Heredoc> heredocs) implements CommandLine {}

  /** A JSON array: the words, never expanded. */
  record Exec(ImmutableList<String> words) implements CommandLine {}
}
