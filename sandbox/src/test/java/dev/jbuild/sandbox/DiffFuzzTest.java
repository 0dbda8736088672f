package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.fuzz.FuzzRun;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random commands on a small tree, in two runs: the root that the layers make is the one that the
 * second command left, as busybox lists it.
 */
class DiffFuzzTest {
  private static final int ROUNDS = 10;
  private static final int MOST_COMMANDS = 12;
  private static final List<String> NAMES = List.of("a", "b", "'c d'", "é", "-f", "a/b", "a/a/a");
  private static final List<String> COMMANDS =
      List.of(
          "mkdir -p %s",
          "rm -rf %s",
          "rm -rf %s; mkdir -p %1$s",
          "rm -rf %s; echo new > %1$s",
          "test -p %s || echo more >> %1$s",
          "ln -s ../%2$s %s",
          "ln %2$s %s",
          "mv %2$s %s",
          "mv %2$s %s; mkdir %2$s",
          "chmod 4751 %s",
          "chmod 1733 %s",
          "chown 7:8 %s",
          "chown -h 9:10 %s",
          "mkfifo %s",
          "touch %s",
          "cp -a %2$s %s");

  private static final String LIST =
      "cd /w; busybox find . | busybox sort | while read -r f; do"
          + " busybox stat -c '%n %F %a %u:%g' \"$f\";"
          + " test -h \"$f\" && busybox readlink \"$f\" || { test -f \"$f\" && cat \"$f\"; };"
          + " done; true";

  @ParameterizedTest
  @EnumSource(names = {"OVERLAY", "COPY"})
  void layersMakeTheRootThatTheCommandsLeft(RootKind kind) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO, kind)) {
      LowerLayer base = fixture.layers().busybox();
      FuzzRun.ofRounds(ROUNDS)
          .run(
              random -> commands(random) + "\n---\n" + commands(random),
              scripts -> {
                String[] both = scripts.split("\n---\n", -1);
                LowerLayer first = layer(fixture, List.of(base), both[0]);
                LowerLayer second = layer(fixture, List.of(base, first), both[1]);
                String left = fixture.stdoutOf(run(fixture, List.of(base, first), both[1], LIST));
                String made =
                    fixture.stdoutOf(run(fixture, List.of(base, first, second), "", LIST));
                assertThat(made).isEqualTo(left).contains("directory");
              });
    }
  }

  private static String commands(Random random) {
    StringJoiner script = new StringJoiner("\n");
    int count = 1 + random.nextInt(MOST_COMMANDS);
    for (int i = 0; i < count; i++) {
      String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
      script.add(String.format(command, name(random), name(random)));
    }
    return script.toString();
  }

  private static String name(Random random) {
    return "./" + NAMES.get(random.nextInt(NAMES.size()));
  }

  private static LowerLayer layer(SandboxFixture fixture, List<LowerLayer> lowers, String script)
      throws Exception {
    RunRequest request = run(fixture, lowers, script, "true");
    return fixture.layers().lower(fixture.layerOf(request), request.layerFile());
  }

  private static RunRequest run(
      SandboxFixture fixture, List<LowerLayer> lowers, String script, String last) {
    String whole =
        "mkdir -p /w; cd /w; { set +e; "
            + script.replace("\n", ";\n")
            + "\n:; } 2>/dev/null\n"
            + last;
    return fixture.request(lowers, "busybox", "sh", "-c", whole);
  }
}
