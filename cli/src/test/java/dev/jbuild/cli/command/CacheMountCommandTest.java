package dev.jbuild.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.cache.CacheMount;
import dev.jbuild.cache.CacheMountKey;
import dev.jbuild.cache.CacheMounts.Sharing;
import dev.jbuild.cli.Console;
import dev.jbuild.cli.option.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jbuild cache-mount}: which cache is meant, and what is said. */
class CacheMountCommandTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ScriptedEngine engine = new ScriptedEngine();

  @BeforeEach
  void fill() {
    add("/root/.cache/pip", "", 0, Sharing.SHARED);
    add("/root/.cache/pip", "", 1, Sharing.PRIVATE);
    add("apt", "", 0, Sharing.LOCKED);
    add("apt", "mode=0700 uid=1000", 0, Sharing.SHARED);
    add("busy", "", 0, Sharing.SHARED);
  }

  private void add(String id, String start, int copy, Sharing sharing) {
    engine.cacheMounts.add(
        new CacheMount(
            new CacheMountKey(id, start, copy),
            sharing,
            directory,
            41_250_000,
            Instant.parse("2026-11-22T08:15:30Z")));
  }

  private String run(String... line) throws Exception {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);
    new CacheMountCommand().run(List.of(line), new Session(console, Map.of(), () -> engine));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void listsWhatThereIs() throws Exception {
    assertThat(run("ls"))
        .isEqualTo(
            """
            ID                 SHARING            SIZE      LAST USE            BEGINS
            /root/.cache/pip   shared             41.3 MB   2026-11-22 08:15Z
            /root/.cache/pip   private (copy 1)   41.3 MB   2026-11-22 08:15Z
            apt                locked             41.3 MB   2026-11-22 08:15Z
            apt                shared             41.3 MB   2026-11-22 08:15Z   mode=0700 uid=1000
            busy               shared             41.3 MB   2026-11-22 08:15Z
            """);
    engine.cacheMounts.clear();
    assertThat(run("ls")).endsWith("there are no caches of RUN --mount=type=cache yet\n");
  }

  @Test
  void exportsTheFirstOfItsCopies() throws Exception {
    run("export", "/root/.cache/pip", directory.resolve("pip").toString());
    assertThat(engine.calls).containsExactly("export /root/.cache/pip  pip", "close");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("waiting for the build that uses /root/.cache/pip\n");
  }

  @Test
  void importsIntoOneThatIsThereOrANewOne() throws Exception {
    run("import", "apt", directory.toString(), "--begins", "mode=0700 uid=1000");
    run("import", "new", directory.toString(), "--begins", "uid=7");
    String name = directory.getFileName().toString();
    assertThat(engine.calls)
        .containsExactly(
            "import apt mode=0700 uid=1000 " + name, "close", "import new uid=7 " + name, "close");
  }

  @Test
  void removesAllCopiesButNoneInUse() throws Exception {
    run("rm", "/root/.cache/pip");
    assertThat(engine.calls)
        .containsExactly("remove /root/.cache/pip 0", "remove /root/.cache/pip 1", "close");
    assertThatThrownBy(() -> run("rm", "busy"))
        .hasMessage(
            "the cache mount busy is in use: remove it when the build that uses it has ended");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | missing what to do",
        "lst | no such action: lst; did you mean ls?",
        "rm | missing ID",
        "rm app | there is no cache mount app; did you mean apt?",
        "rm apt | several cache mounts apt: choose one with --begins",
        "rm apt --begins=uid=1 | there is no cache mount apt that begins \"uid=1\"",
        "export apt / | / exists already",
        "import apt /no/such | there is no directory /no/such",
        "import new / --begins=gid=x | --begins gid=x: expected mode=, uid= and gid=",
      })
  void whatIsWrongIsSaid(String line, String message) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ");
    assertThatThrownBy(() -> run(words))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
