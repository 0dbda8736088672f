package dev.jbuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code testdata/call} is a context about which {@code --call} is asked. The
 * answers are {@code check.json}, {@code outline.json} and {@code targets.json}, without the copy
 * of the Dockerfile; where there is none, the errors are in {@code outline.txt} and {@code
 * targets.txt}. {@code args.txt} has further arguments, one a line. The image {@code busybox-base}
 * is an empty one. {@code -Dgolden.update=true} writes the answers anew.
 */
class CallGoldenTest {
  private static final Path CASES =
      Path.of(System.getProperty("jbuild.root", ".."), "testdata", "call").toAbsolutePath();
  private static final JsonMapper JSON = new JsonMapper();
  private static final int EMPTY_TAR_BYTES = 1024;

  @TempDir private static Path home;

  private final CapturedStream out = new CapturedStream();
  private final CapturedStream err = new CapturedStream();

  @BeforeAll
  static void importBase() throws IOException {
    Path archive = home.resolve("empty.tar");
    Files.write(archive, new byte[EMPTY_TAR_BYTES]);
    CallGoldenTest test = new CallGoldenTest();
    assertThat(test.run("import", archive.toString(), "busybox-base:latest"))
        .as(test.err.text())
        .isZero();
  }

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answers(Path folder) throws IOException {
    int status = call("check", folder);
    ObjectNode report = answer();
    boolean clean = report.path("warnings").isEmpty() && !report.has("buildError");
    assertThat(status).isEqualTo(clean ? ExitStatus.DONE : ExitStatus.FAILED);
    compare(folder.resolve("check.json"), report.toPrettyString());
    for (String method : List.of("outline", "targets")) {
      if (call(method, folder) == ExitStatus.DONE) {
        compare(folder.resolve(method + ".json"), answer().toPrettyString());
      } else {
        compare(folder.resolve(method + ".txt"), err.text().stripTrailing());
      }
    }
  }

  private int call(String method, Path folder) throws IOException {
    List<String> arguments = Lists.newArrayList("--progress=quiet");
    if (Files.exists(folder.resolve("args.txt"))) {
      arguments.addAll(Files.readAllLines(folder.resolve("args.txt")));
    }
    arguments.addAll(List.of("--call=" + method + ",format=json", folder.toString()));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.clear();
    err.clear();
    Console console =
        new Console(InputStream.nullInputStream(), out.stream(), err.stream(), false, false);
    return Main.jbuild(console, ImmutableMap.of("JBUILD_HOME", home.toString()))
        .run(List.of(arguments));
  }

  private ObjectNode answer() throws IOException {
    ObjectNode answer = (ObjectNode) JSON.readTree(out.text());
    assertThat(answer.path("sources")).hasSize(1);
    answer.remove("sources");
    return answer;
  }

  private static void compare(Path file, String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual + "\n");
    }
    assertThat(actual + "\n").as(file.toString()).isEqualTo(Files.readString(file));
  }
}
