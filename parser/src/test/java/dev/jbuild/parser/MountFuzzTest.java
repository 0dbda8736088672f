package dev.jbuild.parser;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.RunMount;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import dev.jbuild.testkit.fuzz.FuzzRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code RUN --mount} means does not hang on the order or the quotes of its options. */
class MountFuzzTest {
  private static final int ROUNDS = 10_000;
  private static final int LONGEST = 60_000;
  private static final String RUN = "RUN --mount=";
  private static final String[] TYPES = "bind cache TMPFS secret ssh volume $A".split(" ");
  private static final String[] KEYS =
      ("target dst source src from id readonly ro readwrite rw required sharing size mode uid gid"
              + " env TARGET tarqet bind-propagation ")
          .split(" ", -1);
  private static final String[] VALUES =
      (" / /a a/b ../.. $A ${A:-b} true F 0 0755 0999 64m 1.5g -1 shared LOCKED 99999999999 x=y"
              + " ä🚀 ' \\ <<EOF a,b")
          .split(" ", -1);

  /** What was read, in words that leave out places. */
  private record Reading(String meaning, List<Span> places) {}

  @Test
  void meansTheSameInAnyOrderAndInQuotes() throws Exception {
    FuzzRun.ofRounds(ROUNDS)
        .run(
            random -> String.join("\n", options(random)),
            text -> check(List.of(text.split("\n", -1)), new Random(text.hashCode())));
  }

  private static List<String> options(Random random) {
    List<String> keys = new ArrayList<>(List.of(KEYS));
    Collections.shuffle(keys, random);
    List<String> options = new ArrayList<>();
    options.add("type=" + TYPES[random.nextInt(TYPES.length)]);
    for (String key : keys.subList(0, random.nextInt(6))) {
      String value = VALUES[random.nextInt(VALUES.length)];
      options.add(random.nextInt(6) == 0 ? key : key + "=" + value);
    }
    return withoutSynonyms(options);
  }

  /** Of two spellings of a key the last one counts, so that with both the order matters. */
  private static List<String> withoutSynonyms(List<String> options) {
    List<String> groups = List.of("dst|target|TARGET", "src|source", "readonly|ro|readwrite|rw");
    List<String> kept = new ArrayList<>(options);
    for (String group : groups) {
      boolean seen = false;
      for (String option : options) {
        boolean isOne = option.replaceFirst("=.*", "").matches(group);
        if (isOne && seen) {
          kept.remove(option);
        }
        seen |= isOne;
      }
    }
    return kept;
  }

  private static void check(List<String> options, Random random) {
    List<String> shuffled = new ArrayList<>(options);
    Collections.shuffle(shuffled, random);
    Reading reading = read(flag(options));
    assertThat(read(flag(shuffled)).meaning()).isEqualTo(reading.meaning());
    assertThat(read("'" + flag(options) + "'").meaning()).isEqualTo(reading.meaning());
    int lineLength = (RUN + flag(options) + " true").length();
    for (Span place : reading.places()) {
      assertThat(place.start().line()).isEqualTo(2);
      assertThat(place.start().column()).isBetween("RUN ".length() + 1, lineLength);
      assertThat(place.end().column()).isBetween(place.start().column(), lineLength + 1);
    }
  }

  /** As a list of comma-separated values, in the quotes that a flag's own words need. */
  private static String flag(List<String> options) {
    return options.stream().map(MountFuzzTest::field).collect(joining(","));
  }

  private static String field(String option) {
    String value = option.contains(",") ? "\"" + option + "\"" : option;
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("'", "\\'");
  }

  private static Reading read(String mount) {
    try {
      RunMount read = parse(RUN + mount + " true").getFirst();
      return new Reading(read.type() + " " + new TreeSet<>(pairs(read)), List.of(read.span()));
    } catch (InvalidDockerfileException e) {
      List<Diagnostic> errors = e.diagnostics();
      return new Reading(
          errors.stream().map(error -> error.message()).sorted().toList().toString(),
          errors.stream().map(Diagnostic::span).toList());
    }
  }

  private static List<String> pairs(RunMount mount) {
    return mount.options().entrySet().stream().map(Object::toString).toList();
  }

  private static List<RunMount> parse(String instruction) throws InvalidDockerfileException {
    SourceText source = new SourceText("Dockerfile", "FROM x\n" + instruction + "\n");
    Stream<Instruction> instructions =
        DockerfileParser.parse(source).stages().getFirst().instructions().stream();
    return ((Instruction.Run) instructions.findFirst().orElseThrow()).flags().mounts();
  }

  /** Whatever is repeated as often as a line allows, on many lines, ends in a mount or errors. */
  @Timeout(60)
  @ParameterizedTest
  @ValueSource(
      strings = {
        ",",
        "\"",
        "\"\"",
        "=",
        "\\",
        "a,",
        "id=x,",
        "ro,",
        "type=x,",
        "type=cache,",
        "size=1.",
        "1.1",
        ".1",
        "env,",
        "\\\"target=/a\\\",",
        "target=$A,",
        "[",
        "0",
        "_"
      })
  void getsThroughLongValues(String part) {
    for (String start : List.of("", "type=tmpfs,size=1", "type=cache,target=/x,mode=")) {
      String mount = start + part.repeat(LONGEST / part.length());
      assertThat(read(mount).meaning()).isNotEmpty();
      assertThat(read(mount + "\\\n" + mount + "\\\n" + mount).places()).isNotEmpty();
    }
  }
}
