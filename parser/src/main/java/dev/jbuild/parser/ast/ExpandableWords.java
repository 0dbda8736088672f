package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** The words of an instruction in which variables are expanded. */
public final class ExpandableWords {
  private ExpandableWords() {}

  /** In the order of the text; those of a trigger are the words of its ONBUILD. */
  public static ImmutableList<Word> of(Instruction instruction) {
    return switch (instruction) {
      case Instruction.From from -> withOptional(from.platform(), from.image());
      case Instruction.Copy copy -> ofCopy(copy.flags(), copy.sources(), copy.destination());
      case Instruction.Add add -> ofCopy(add.flags(), add.sources(), add.destination());
      case Instruction.Env env -> ofPairs(env.pairs());
      case Instruction.Label label -> ofPairs(label.pairs());
      case Instruction.Arg arg -> ofDeclarations(arg);
      case Instruction.User user -> ImmutableList.of(user.user());
      case Instruction.Workdir workdir -> ImmutableList.of(workdir.path());
      case Instruction.Volume volume -> volume.paths();
      case Instruction.Expose expose -> expose.ports();
      case Instruction.StopSignal signal -> ImmutableList.of(signal.signal());
      case Instruction.OnBuild onBuild -> of(onBuild.trigger());
      case Instruction.Run _,
          Instruction.Cmd _,
          Instruction.Entrypoint _,
          Instruction.Shell _,
          Instruction.Healthcheck _,
          Instruction.Maintainer _ ->
          ImmutableList.of();
    };
  }

  private static ImmutableList<Word> withOptional(Optional<Word> first, Word second) {
    return first.map(word -> ImmutableList.of(word, second)).orElse(ImmutableList.of(second));
  }

  private static ImmutableList<Word> ofCopy(
      CopyFlags flags, ImmutableList<CopySource> sources, Word destination) {
    ImmutableList.Builder<Word> words = ImmutableList.builder();
    flags.chown().ifPresent(words::add);
    flags.chmod().ifPresent(words::add);
    flags.checksum().ifPresent(words::add);
    words.addAll(flags.excludes());
    for (CopySource source : sources) {
      if (source instanceof CopySource.Path path) {
        words.add(path.word());
      }
    }
    return words.add(destination).build();
  }

  private static ImmutableList<Word> ofPairs(ImmutableList<KeyValue> pairs) {
    ImmutableList.Builder<Word> words = ImmutableList.builder();
    pairs.forEach(pair -> words.add(pair.key(), pair.value()));
    return words.build();
  }

  private static ImmutableList<Word> ofDeclarations(Instruction.Arg arg) {
    ImmutableList.Builder<Word> words = ImmutableList.builder();
    for (Instruction.Arg.Declaration declaration : arg.declarations()) {
      words.add(declaration.name());
      declaration.defaultValue().ifPresent(words::add);
    }
    return words.build();
  }
}
