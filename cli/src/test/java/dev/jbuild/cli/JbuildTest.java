package dev.jbuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.Output;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.failure.FailedCommand;
import dev.jbuild.builder.failure.MachineException;
import dev.jbuild.builder.failure.Place;
import dev.jbuild.cli.command.CommandName;
import dev.jbuild.cli.command.ScriptedEngine;
import dev.jbuild.oci.History;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.image.Image;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import dev.jbuild.registry.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JbuildTest {
  private static final SourceText SOURCE =
      new SourceText("Dockerfile", "FROM x\nRUN false\nCOPPY a b\n");

  @TempDir Path directory;
  private final CapturedStream out = new CapturedStream();
  private final CapturedStream err = new CapturedStream();
  private final ScriptedEngine engine = new ScriptedEngine();
  private final Map<String, String> environment = new HashMap<>();
  private boolean terminal;

  @Test
  void buildIsTheDefaultCommand() {
    assertThat(run("-t", "a:1", context())).isZero();
    assertThat(run("build", "-t", "a:1", context())).isZero();
    assertThat(run(context())).isZero();
    assertThat(engine.calls).containsExactly("close", "close", "close");
  }

  @Test
  void progressAndSummaryGoToStandardError() {
    run("-t", "a:1", context());

    assertThat(out.text()).isEmpty();
    assertThat(err.text())
        .isEqualTo("#1 [1/1] FROM x\n#1 CACHED\n\nbuilt a:1 " + ScriptedEngine.MANIFEST + "\n");
  }

  @Test
  void quietPrintsTheDigestOnly() {
    run("-q", context());

    assertThat(out.text()).isEqualTo(ScriptedEngine.MANIFEST + "\n");
    assertThat(err.text()).isEmpty();
  }

  @Test
  void checkPrintsWhatTheRulesFindAndFails() {
    assertThat(run("--check", context())).isEqualTo(ExitStatus.FAILED);
    assertThat(run("--call=check,format=json,ignorestatus=true", context())).isZero();
    assertThat(engine.request).isNull();
    assertThat(out.text())
        .startsWith("Check complete, 1 warning has been found!\n\nDockerfile:1: warning: ")
        .contains("\"ruleName\" : \"StageNameCasing\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chek", "check,format=xml", "outline,json", ""})
  void refusesUnknownCalls(String call) {
    assertThat(run("--call=" + call, context())).isEqualTo(ExitStatus.USAGE);
    assertThat(err.text()).startsWith("error: --call: ");
  }

  @Test
  void rawJsonIsNothingButJson() {
    run("--progress=rawjson", context());

    assertThat(out.text()).isEmpty();
    assertThat(err.text().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"vertexes\":"));
  }

  @Test
  void writesIdAndMetadata() throws IOException {
    Path id = directory.resolve("id");
    Path metadata = directory.resolve("metadata.json");
    run(
        "-t",
        "a:1",
        "-t",
        "b:2",
        "--iidfile",
        id.toString(),
        "--metadata-file",
        metadata.toString(),
        context());

    assertThat(id).hasContent(ScriptedEngine.CONFIG.toString());
    assertThat(metadata)
        .hasContent(
            """
            {
              "containerimage.config.digest" : "%s",
              "containerimage.descriptor" : {
                "mediaType" : "application/vnd.oci.image.manifest.v1+json",
                "digest" : "%s",
                "size" : 7,
                "annotations" : {
                  "a" : "b"
                }
              },
              "containerimage.digest" : "%s",
              "image.name" : "docker.io/library/a:1,docker.io/library/b:2"
            }
            """
                .formatted(
                    ScriptedEngine.CONFIG, ScriptedEngine.MANIFEST, ScriptedEngine.MANIFEST));
  }

  @Test
  void archivesAreNotShownOnATerminal() {
    terminal = true;
    assertThat(run("-o", "-", context())).isEqualTo(2);
    assertThat(err.text())
        .isEqualTo(
            "error: --output: an archive can't be shown on a terminal; add dest=FILE or redirect"
                + " it\n");
    terminal = false;
    assertThat(run("-o", "-", context())).isZero();
    assertThat(Objects.requireNonNull(engine.request).outputs())
        .containsExactly(new Output.RootTar(Path.of("-")));
  }

  @Test
  void anInvalidDockerfileIsUsage() {
    engine.failure =
        new InvalidDockerfileException(
            SOURCE,
            List.of(
                Diagnostic.error(
                    Span.of(3, 1, 3, 6), "unknown instruction: COPPY", "did you mean COPY?")));
    assertThat(run("-q", context())).isEqualTo(2);
    assertThat(err.text())
        .isEqualTo(
            """
            Dockerfile:3: unknown instruction: COPPY
               3 | COPPY a b
                 | ^^^^^ did you mean COPY?
            error: failed to solve: Dockerfile:3: unknown instruction: COPPY
            """);
  }

  @Test
  void aFailedRunShowsItsOutputAndItsPlace() {
    String message = "RUN false: exit status 1";
    engine.failure =
        new BuildFailedException(
                message, new FailedCommand("/bin/sh -c false", 1, ImmutableList.of("a", "b")))
            .at(new Place(SOURCE, Span.of(2, 1, 2, 10)));
    assertThat(run("-q", context())).isEqualTo(1);
    assertThat(err.text())
        .isEqualTo(
            """
            last output of /bin/sh -c false:
              a
              b

            Dockerfile:2: RUN false: exit status 1
               2 | RUN false
                 | ^^^^^^^^^
            error: failed to solve: RUN false: exit status 1
            """);
  }

  @Test
  void otherFailuresHaveTheirStatus() {
    assertFails(new RegistryException.Denied("no"), 3, "error: failed to solve: no\n");
    assertFails(new RegistryException.Misconfigured("f:1:2: bad"), 2, "error: f:1:2: bad\n");
    assertFails(new MachineException("no space"), 4, "error: failed to solve: no space\n");
    assertFails(new InterruptedException(), 130, "interrupted\n");
    assertFails(new NoSuchFileException("/a"), 1, "error: no such file or directory: /a\n");
    assertFails(
        new IllegalStateException("oops"),
        1,
        "error: internal error: java.lang.IllegalStateException: oops"
            + " (JBUILD_DEBUG=1 shows where; please report it)\n");
  }

  @Test
  void stackTracesOnRequest() {
    environment.put("JBUILD_DEBUG", "1");
    engine.failure = new IllegalStateException("oops");
    assertThat(run("-q", context())).isEqualTo(1);
    assertThat(err.text()).contains("\tat dev.jbuild.cli");
  }

  @Test
  void mistypedCommands() {
    assertThat(run("imges")).isEqualTo(2);
    assertThat(err.text())
        .isEqualTo(
            "error: no such command or directory: imges; did you mean images?"
                + " (see `jbuild --help`)\n");
    assertThat(run("help", "psh")).isEqualTo(2);
    assertThat(err.text()).contains("no such command: psh; did you mean push?");
  }

  @Test
  void version() {
    assertThat(run("--version")).isZero();
    assertThat(run("version")).isZero();
    assertThat(out.text()).isEqualTo("jbuild (development)\njbuild (development)\n");
  }

  @ParameterizedTest
  @EnumSource(CommandName.class)
  void everyCommandHasItsHelp(CommandName name) throws IOException {
    assertThat(run("help", name.word())).isZero();
    String help = out.text();
    Golden.check("help/" + name.word() + ".txt", help);
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    if (name != CommandName.HELP && name != CommandName.VERSION) {
      out.clear();
      assertThat(run(name.word(), "--help")).isZero();
      assertThat(out.text()).isEqualTo(help);
      assertThat(run(name.word(), "--nonsense")).isEqualTo(2);
      assertThat(err.text()).contains("unknown option --nonsense");
    }
  }

  @Test
  void withoutArgumentsTheHelpIsShown() {
    assertThat(run()).isZero();
    assertThat(out.text()).startsWith("jbuild makes container images from Dockerfiles");
    assertThat(run("-h")).isZero();
    assertThat(run("--help")).isZero();
  }

  @Test
  void listsImages() throws IOException {
    Image image = image();
    engine.images.put("mymodel:v1", image);
    assertThat(run("images")).isZero();
    assertThat(out.text())
        .isEqualTo(
            """
            IMAGE        DIGEST         PLATFORM      CREATED      SIZE
            mymodel:v1   %s   linux/amd64   2026-01-02   1.92 GB
            """
                .formatted(image.digest().shortHex()));
    out.clear();
    run("images", "-q");
    assertThat(out.text()).isEqualTo(image.digest() + "\n");
  }

  @Test
  void inspects() throws IOException {
    Image image = image();
    engine.images.put("mymodel:v1", image);
    assertThat(run("inspect", "mymodel:v1")).isZero();
    assertThat(out.text())
        .isEqualTo(
            """
            name        mymodel:v1
            digest      %s
            image ID    %s
            platform    linux/amd64
            created     2026-01-02T03:04:05Z
            size        0 B, compressed; layers: 0
            user        app
            env         CUDA_VERSION=12.4.1

            SIZE   LAYER   MADE BY
            -      -       ENV CUDA_VERSION=12.4.1
            """
                .formatted(image.digest(), image.manifest().config().digest()));
    out.clear();
    run("inspect", "--raw", "mymodel:v1");
    assertThat(out.bytes()).isEqualTo(image.manifest().bytes());
    out.clear();
    run("inspect", "--config", "mymodel:v1");
    assertThat(out.bytes()).isEqualTo(image.configBytes());
    out.clear();
    run("inspect", "--gpu", "mymodel:v1");
    assertThat(out.text()).startsWith("CUDA           12.4.1\n");
    assertThat(run("inspect", "other")).isEqualTo(2);
    assertThat(err.text())
        .contains("no image other:latest for linux/")
        .contains("jbuild pull other");
    assertThat(run("inspect")).isEqualTo(2);
    assertThat(err.text()).contains("inspect: missing IMAGE");
  }

  @Test
  void pushesAndPulls() throws IOException {
    engine.images.put("h:5000/a:1", image());
    run("push", "h:5000/a:1");
    run("push", "h:5000/a:1", "docker://other.example/b:2");
    run("pull", "--platform", "linux/arm64", "h:5000/a:1");
    assertThat(engine.calls)
        .containsExactly(
            "push h:5000/a:1 h:5000/a:1 " + Platform.host(),
            "close",
            "push h:5000/a:1 other.example/b:2 " + Platform.host(),
            "close",
            "pull h:5000/a:1 linux/arm64",
            "close");
    String line = "h:5000/a:1@" + ScriptedEngine.MANIFEST + "\n";
    String other = "other.example/b:2@" + ScriptedEngine.MANIFEST + "\n";
    assertThat(out.text()).isEqualTo(line + other + line);
  }

  @Test
  void refusesToPushWhatIsNotThere() throws IOException {
    engine.images.put("mymodel:v1", image());
    assertThat(run("push", "mymodel:v2")).isEqualTo(2);
    assertThat(err.text()).contains("no image mymodel:v2 for ").contains("did you mean mymodel:v1");
    engine.images.put("a1:latest", image());
    assertThat(run("push", "lay")).isEqualTo(2);
    assertThat(err.text()).contains("no image lay").doesNotContain("a1");
    assertThat(run("push", "mymodel:v1", "h:5000/a@" + ScriptedEngine.MANIFEST)).isEqualTo(2);
    assertThat(err.text()).contains("push: a digest can't be chosen");
    assertThat(engine.calls).containsOnly("close");
  }

  @Test
  void copies() throws IOException {
    engine.images.put("a:1", image());
    assertThat(run("copy", "--all", "--referrers", "docker://h:5000/a:1", "oci:dir:a")).isZero();
    assertThat(run("copy", "store:a:1", "docker://h:5000/b:1")).isZero();
    assertThat(run("copy", "dir:x", "oci-archive:y.tar")).isZero();
    assertThat(run("copy", "docker-archive:y.tar:a:1", "store:b:1")).isZero();
    String start = "CopyRequest[source=";
    String host = ", platform=Optional[" + Platform.host() + "], referrers=false]";
    assertThat(engine.calls)
        .filteredOn(call -> !call.equals("close"))
        .containsExactly(
            start
                + "docker://h:5000/a:1, target=oci:dir:a, platform=Optional.empty, referrers=true]",
            start + "store:a:1, target=docker://h:5000/b:1" + host,
            start + "dir:x, target=oci-archive:y.tar" + host,
            start + "docker-archive:y.tar:a:1, target=store:b:1" + host);
    String digest = ScriptedEngine.MANIFEST + "\n";
    assertThat(out.text()).isEqualTo(digest + "h:5000/b:1@" + digest + digest + digest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          copy                            | missing SOURCE
          copy docker://a                 | missing TARGET
          copy app:1 oci:x                | write docker://app:1 for a registry, store:app:1 for the
          copy oic:x dir:y                | unknown kind of place in "oic:x"; did you mean oci:?
          copy oci: dir:y                 | "oci:" lacks its path
          copy docker:app:1 dir:y         | write docker://app:1
          copy docker://A:1 dir:y         | it must be lowercase
          copy --all --platform amd64 dir:x dir:y | --all and --platform exclude each other
          copy store:nothing dir:y        | no image nothing:latest for
          tags h:5000/a:1                 | name a repository, without tag or digest: h:5000/a
          tags                            | missing REPOSITORY
          delete h:5000/a                 | say which tag or digest of h:5000/a
          inspect --raw oci:              | "oci:" lacks its path
          """)
  void refusesPlaces(String line, String message) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.text()).contains(message);
  }

  @Test
  void asksRegistries() throws IOException {
    engine.images.put("a:1", image());
    assertThat(run("tags", "docker://h:5000/a")).isZero();
    assertThat(out.text()).isEqualTo("v1\nv2\n");
    out.clear();
    assertThat(run("inspect", "--raw", "docker://h:5000/a:1")).isZero();
    assertThat(out.text()).isEqualTo("{\"manifests\":[]}");
    out.clear();
    assertThat(run("inspect", "oci:dir")).isZero();
    assertThat(out.text()).startsWith("name        oci:dir\n");
    out.clear();
    assertThat(run("delete", "h:5000/a:1")).isZero();
    assertThat(out.text()).isEqualTo("removed h:5000/a:1\n");
    assertThat(engine.calls).contains("delete h:5000/a:1");
  }

  @Test
  void saves() {
    run("save", "-o", "x.tar", "a");
    run("save", "--format=docker", "a");
    assertThat(engine.calls)
        .contains("save a:latest OciArchive[file=x.tar]", "save a:latest DockerArchive[file=-]");
    assertThat(run("save", "--format=zip", "a")).isEqualTo(2);
    terminal = true;
    assertThat(run("save", "a")).isEqualTo(2);
    assertThat(err.text()).contains("an archive can't be shown on a terminal; add -o FILE");
  }

  @Test
  void imports() throws IOException {
    Path archive = Files.createFile(directory.resolve("root.tar"));
    assertThat(run("import", archive.toString(), "base:1")).isZero();
    assertThat(engine.calls).contains("import root.tar base:1 " + Platform.host());
    assertThat(out.text()).isEqualTo(ScriptedEngine.MANIFEST + "\n");
    assertThat(run("import", "/none.tar", "base:1")).isEqualTo(2);
    assertThat(run("import", archive.toString())).isEqualTo(2);
    assertThat(err.text()).contains("no such archive: /none.tar").contains("import: missing NAME");
  }

  @Test
  void tag() throws Exception {
    engine.images.put("a:1", image());
    assertThat(run("tag", "a:1", "b:2")).isZero();
    assertThat(engine.images).containsOnlyKeys("a:1", "b:2");
    assertThat(run("tag", "a:2", "c")).isEqualTo(2);
    assertThat(err.text()).contains("no image a:2 in the local store; did you mean a:1?");
    assertThat(run("tag", "a:1")).isEqualTo(2);
    assertThat(err.text()).contains("tag: missing NAME[:TAG]");
  }

  @Test
  void removes() throws IOException {
    engine.images.put("a:1", image());
    engine.images.put("b:1", image());
    assertThat(run("rmi", "a:1")).isZero();
    assertThat(out.text()).isEqualTo("removed a:1\n");
    assertThat(run("rmi", "b:2")).isEqualTo(2);
    assertThat(err.text()).isEqualTo("error: no image b:2 in the local store; did you mean b:1?\n");
    assertThat(run("rmi")).isEqualTo(2);
  }

  @Test
  void prunesAndMeasures() {
    run("prune");
    run("prune", "--unused-for", "7d", "--keep", "20GB");
    assertThat(engine.calls).contains("prune PT0S 0", "prune PT168H 20000000000");
    assertThat(out.text()).startsWith("removed 3 items, 41.3 MB\n");
    assertThat(run("prune", "--keep", "lots")).isEqualTo(2);
    assertThat(err.text()).contains("--keep lots: expected a size such as 500MB or 10GB");
    out.clear();
    run("du");
    assertThat(out.text())
        .isEqualTo(
            """
            WHAT                    ITEMS   SIZE
            blobs                   12      3.00 GB
            images (never pruned)   2       1.00 GB
            total                           4.00 GB
            """);
  }

  @Test
  void doctorSaysWhatItFound() {
    assertThat(run("doctor")).isZero();
    assertThat(out.text())
        .isEqualTo(
            """
            WHAT      STATE   FACT
            user      ok      root
            sub-ids   bad     none

            sub-ids: add some
            RUN is as it is.
            No devices for RUN --device in /nowhere/cdi.
            """);
    engine.runPossible = false;
    assertThat(run("doctor")).isEqualTo(ExitStatus.MACHINE);
  }

  private void assertFails(Exception failure, int status, String message) {
    err.clear();
    engine.failure = failure;
    assertThat(run("-q", context())).isEqualTo(status);
    assertThat(err.text()).isEqualTo(message);
  }

  private static Image image() throws IOException {
    ImageConfig config = ImageConfig.scratch(Platform.of("linux", "amd64"));
    return Image.of(
        config
            .withContainer(config.container().withEnv("CUDA_VERSION", "12.4.1").withUser("app"))
            .withCreated(Instant.parse("2026-01-02T03:04:05Z"))
            .withMoreHistory(
                List.of(new History(null, "ENV CUDA_VERSION=12.4.1 # buildkit", null, true))),
        List.of());
  }

  private String context() {
    return directory.toString();
  }

  private int run(String... arguments) {
    Console console =
        new Console(InputStream.nullInputStream(), out.stream(), err.stream(), terminal, false);
    return new Jbuild(console, environment, () -> engine).run(List.of(arguments));
  }
}
