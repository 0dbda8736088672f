package dev.jbuild.builder.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Folders of {@code testdata/policy}: {@code policy.json}, {@code sources.txt} with an identifier
 * and its attributes a line, and {@code result.txt} with what becomes of them. {@code
 * -Dgolden.update=true} writes the result anew.
 */
class SourcePolicyGoldenTest {

  static List<Path> cases() throws IOException {
    Path root = Path.of(System.getProperty("jbuild.root", "..")).resolve("testdata/policy");
    try (Stream<Path> folders = Files.list(root)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void evaluates(Path folder) throws IOException {
    Path expected = folder.resolve("result.txt");
    String result = result(folder);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, result, UTF_8);
    }
    assertThat(result).isEqualTo(Files.readString(expected));
  }

  private static String result(Path folder) throws IOException {
    StringBuilder result = new StringBuilder();
    try {
      String text = Files.readString(folder.resolve("policy.json"));
      SourcePolicies policies =
          new SourcePolicies(ImmutableList.of(PolicyReader.read("policy.json", text)));
      for (String line : Files.readAllLines(folder.resolve("sources.txt"))) {
        result.append(line).append("\n  ").append(evaluated(policies, line)).append('\n');
      }
    } catch (SourcePolicyException e) {
      result.append(e.getMessage()).append('\n');
    }
    return result.toString();
  }

  private static String evaluated(SourcePolicies policies, String line) {
    List<String> words = Splitter.on(' ').splitToList(line);
    ImmutableMap.Builder<String, String> attributes = ImmutableMap.builder();
    for (String attribute : words.subList(1, words.size())) {
      List<String> pair = Splitter.on('=').limit(2).splitToList(attribute);
      attributes.put(pair.get(0), pair.get(1));
    }
    try {
      PolicySource source =
          policies.evaluate(new PolicySource(words.getFirst(), attributes.buildOrThrow()));
      return source.identifier() + " " + new TreeMap<>(source.attributes());
    } catch (SourcePolicyException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
