package dev.jbuild.sandbox.seccomp;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A system call that a command may make.
 *
 * @param numbers for each ABI that has it
 */
record SystemCall(String name, ImmutableMap<Abi, Integer> numbers) {
  private static final String RESOURCE = "system-calls";
  private static final Splitter WORDS = Splitter.on(' ');
  private static final ImmutableList<Abi> COLUMNS =
      ImmutableList.of(Abi.X86_64, Abi.I386, Abi.ARM64);
  private static final String NONE = "-";

  /** All of them, sorted by name. */
  static ImmutableList<SystemCall> allowed() throws IOException {
    try (InputStream in = SystemCall.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new FileNotFoundException("the list of system calls is missing from jbuild");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(SystemCall::parse)
          .collect(ImmutableList.toImmutableList());
    }
  }

  private static SystemCall parse(String line) {
    List<String> words = WORDS.splitToList(line);
    ImmutableMap.Builder<Abi, Integer> numbers = ImmutableMap.builder();
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (!words.get(i + 1).equals(NONE)) {
        numbers.put(COLUMNS.get(i), Integer.valueOf(words.get(i + 1)));
      }
    }
    return new SystemCall(words.getFirst(), numbers.buildOrThrow());
  }

  /** With which arguments; empty for all. */
  Optional<Condition> condition() {
    return Optional.ofNullable(Condition.BY_CALL.get(name));
  }
}
