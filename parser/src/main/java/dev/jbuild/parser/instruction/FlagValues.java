package dev.jbuild.parser.instruction;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.lexer.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The flags of one statement that are known and well formed. */
final class FlagValues {
  private final List<Flag> flags = new ArrayList<>();

  void add(Flag flag) {
    flags.add(flag);
  }

  boolean has(String name) {
    return flags.stream().anyMatch(flag -> flag.name().equals(name));
  }

  ImmutableList<Flag> all(String name) {
    return flags.stream().filter(flag -> flag.name().equals(name)).collect(toImmutableList());
  }

  /** An empty value counts as none. */
  Optional<Word> word(String name) {
    return words(name).stream().filter(word -> !word.text().isEmpty()).findFirst();
  }

  ImmutableList<Word> words(String name) {
    return all(name).stream().map(Flag::valueWord).collect(toImmutableList());
  }

  Optional<Boolean> choice(String name) {
    return all(name).stream()
        .map(flag -> flag.value().orElse("true").equalsIgnoreCase("true"))
        .findFirst();
  }

  boolean isSet(String name) {
    return choice(name).orElse(false);
  }
}
