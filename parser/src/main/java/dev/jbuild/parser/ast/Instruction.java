package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.source.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** An instruction with its place. Closed: a switch over it needs no default. */
public sealed interface Instruction {

  /** All of the instruction, from its name to its last character, with its heredocs. */
  Span span();

  /**
   * The instruction as one line, as {@code docker history} shows it: continuation lines joined, the
   * name in upper case, variables not expanded.
   */
  String original();

  /**
   * Starts a stage.
   *
   * @param platform value of {@code --platform}
   */
  record From(
      Span span, String original, Optional<Word> platform, Word image, Optional<String> name)
      implements Instruction {}

  record Run(Span span, String original, RunFlags flags, CommandLine command)
      implements Instruction {}

  record Copy(
      Span span,
      String original,
      CopyFlags flags,
      ImmutableList<CopySource> sources,
      Word destination)
      implements Instruction {}

  record Add(
      Span span,
      String original,
      CopyFlags flags,
      ImmutableList<CopySource> sources,
      Word destination)
      implements Instruction {}

  /**
   * Sets variables.
   *
   * @param legacy true for {@code ENV name value} without an equals sign
   */
  record Env(Span span, String original, ImmutableList<KeyValue> pairs, boolean legacy)
      implements Instruction {}

  record Label(Span span, String original, ImmutableList<KeyValue> pairs, boolean legacy)
      implements Instruction {}

  record Arg(Span span, String original, ImmutableList<Declaration> declarations)
      implements Instruction {
    /**
     * One declared argument.
     *
     * @param defaultValue empty where there is no equals sign
     */
    public record Declaration(Word name, Optional<Word> defaultValue) {}
  }

  record Cmd(Span span, String original, CommandLine command) implements Instruction {}

  record Entrypoint(Span span, String original, CommandLine command) implements Instruction {}

  record Shell(Span span, String original, ImmutableList<String> words) implements Instruction {}

  record User(Span span, String original, Word user) implements Instruction {}

  record Workdir(Span span, String original, Word path) implements Instruction {}

  record Volume(Span span, String original, ImmutableList<Word> paths) implements Instruction {}

  record Expose(Span span, String original, ImmutableList<Word> ports) implements Instruction {}

  record StopSignal(Span span, String original, Word signal) implements Instruction {}

  record Maintainer(Span span, String original, String name) implements Instruction {}

  /** {@code HEALTHCHECK NONE} has no command. Durations are validated and not negative. */
  record Healthcheck(
      Span span,
      String original,
      Optional<CommandLine> command,
      Optional<Duration> interval,
      Optional<Duration> timeout,
      Optional<Duration> startPeriod,
      Optional<Duration> startInterval,
      OptionalInt retries)
      implements Instruction {}

  /**
   * An instruction for the images built on this one.
   *
   * @param trigger parsed
   * @param text as it is stored in the image config
   */
  record OnBuild(Span span, String original, Instruction trigger, String text)
      implements Instruction {}
}
