package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ObjectArrays;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.image.ImageValidator;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.testkit.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts that are no directory, and Dockerfiles that are not in one. */
class ContextsTest {
  @TempDir Path directory;
  private Path context;
  private Builds builds;

  @BeforeEach
  void start() throws IOException {
    context = Files.createDirectories(directory.resolve("context"));
    Files.createDirectories(context.resolve("sub"));
    Files.writeString(context.resolve("sub/a"), "a");
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY sub /srv\n");
    builds = new Builds(directory.resolve("home"));
  }

  @AfterEach
  void stop() throws IOException {
    builds.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst"})
  void anArchiveGivesWhatItsDirectoryGives(String type) throws Exception {
    BuildResult expected = builds.build(context);
    assertThat(builds.build(on(archive(type, "--owner=0", "--group=0")))).isEqualTo(expected);
    assertThat(builds.done()).isEmpty();
  }

  @Test
  void anArchiveKeepsOwnersLinksAndRemovalNames() throws Exception {
    Files.createLink(context.resolve("sub/b"), context.resolve("sub/a"));
    Files.createSymbolicLink(context.resolve("sub/c"), Path.of("/etc/passwd"));
    Files.writeString(context.resolve(".wh.sub"), "");
    Files.writeString(context.resolve(".dockerignore"), "sub\n");
    assertThat(listing(on(archive("tar", "--owner=3", "--group=4", "--mode=u=rwX,go=rX"))))
        .isEqualTo(
            """
            dir  0755 0:0 /srv
            file 0644 3:4 /srv/a 1 ca978112ca1b
            file 0644 3:4 /srv/b = /srv/a
            link 0777 3:4 /srv/c -> /etc/passwd
            """);
  }

  @Test
  void theDockerfileOfAnArchiveMayBeAnywhere() throws Exception {
    Files.writeString(context.resolve("sub/Other"), "FROM scratch\nCOPY sub/a /other\n");
    Path archive = archive("tar");
    DockerfileLocation inside = new DockerfileLocation.Named(Path.of("./sub/Other"));
    assertThat(listing(with(on(archive), inside))).contains("/other");
    Path outside = Files.writeString(directory.resolve("D"), "FROM scratch\nCOPY sub/a /out\n");
    DockerfileLocation local = new DockerfileLocation.Named(outside.toAbsolutePath());
    assertThat(listing(with(on(archive), local))).contains("/out");
    Files.move(context.resolve("Dockerfile"), context.resolve("dockerfile"));
    assertThat(listing(on(archive("tar")))).contains("/srv/a");
  }

  @Test
  void linksOfAnArchiveStayInIt() throws Exception {
    Files.createSymbolicLink(context.resolve("inside"), Path.of("/sub"));
    Files.createSymbolicLink(context.resolve("outside"), Path.of("/etc"));
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY inside/a /x\n");
    assertThat(listing(on(archive("tar")))).contains("/x 1");
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY outside/passwd /x\n");
    assertThatThrownBy(() -> builds.build(on(archive("tar"))))
        .hasMessageContaining("\"outside/passwd\" not found in the build context");
  }

  @Test
  void refusesArchivesThatLeadOut() throws Exception {
    Path evil = directory.resolve("evil.tar");
    Program.runIn(
        context, "tar", "-cPf", evil.toString(), "--transform=s,sub,../x,", "Dockerfile", "sub");
    assertThatThrownBy(() -> builds.build(on(evil)))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("can't read the files in the build context: stdin: ")
        .hasMessageContaining("\"../x/\" leads out of the root");
  }

  @Test
  void refusesDamagedArchives() throws Exception {
    byte[] whole = Files.readAllBytes(archive("tar.gz"));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> builds.build(input(new ByteArrayInputStream(half))))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("stdin: archive: ");
  }

  @Test
  void standardInputMayBeNothingButADockerfile() throws Exception {
    assertThat(listing(input("FROM scratch\nCOPY <<a /x\nhi\na\n"))).contains("/x 3");
    assertThatThrownBy(() -> builds.build(input("FROM scratch\nCOPY sub /\n")))
        .hasMessageContaining("not found in the build context, which is empty");
    assertThatThrownBy(() -> builds.build(input("")))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("stdin is empty");
    DockerfileLocation other = new DockerfileLocation.Named(Path.of("sub/Other"));
    assertThatThrownBy(() -> builds.build(with(input("FROM scratch\n"), other)))
        .hasMessageContaining("ambiguous Dockerfile source")
        .hasMessageContaining("-f names another: sub/Other");
    assertThatThrownBy(() -> builds.build(input("FRM scratch\n")))
        .isInstanceOfSatisfying(
            InvalidDockerfileException.class,
            e -> assertThat(e.source().name()).isEqualTo("stdin"));
  }

  @Test
  void theDockerfileOfADirectoryMayBeOnStandardInput() throws Exception {
    Files.writeString(context.resolve(".dockerignore"), "sub/b\n");
    Files.writeString(context.resolve("Dockerfile.dockerignore"), "sub\n");
    Files.writeString(context.resolve("sub/b"), "b");
    InputStream text = new ByteArrayInputStream("FROM scratch\nCOPY sub /in\n".getBytes(UTF_8));
    assertThat(listing(with(Builds.request(context), new DockerfileLocation.Input(text))))
        .contains("/in/a")
        .doesNotContain("/in/b");
  }

  @ParameterizedTest
  @CsvSource({"COPY nope /, nope", "COPY sub/A /, sub/a"})
  void namesWhatIsMissing(String instruction, String named) throws Exception {
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\n" + instruction + "\n");
    assertThatThrownBy(() -> builds.build(on(archive("tar")))).hasMessageContaining(named);
    Files.delete(context.resolve("Dockerfile"));
    assertThatThrownBy(() -> builds.build(on(archive("tar"))))
        .isInstanceOf(InvalidDockerfileException.class)
        .hasMessageContaining(
            "failed to read dockerfile: open Dockerfile: no such file or directory");
  }

  @Test
  void namedDirectoriesAreRootsAndSources() throws Exception {
    Path named = Files.createDirectories(directory.resolve("named/in"));
    Files.writeString(named.resolve("f"), "1");
    Files.writeString(named.resolve("hidden"), "1");
    Files.writeString(directory.resolve("named/.dockerignore"), "in/hidden\n");
    Files.writeString(context.resolve("Dockerfile"), "FROM base\nCOPY --from=base in/f /copied\n");
    BuildRequest request = named(Builds.request(context), "base", directory.resolve("named"));
    assertThat(listing(request))
        .contains("/copied 1", "/in/f 1", "/.dockerignore")
        .doesNotContain("hidden");
    builds.build(request);
    assertThat(builds.done()).isEmpty();
    Files.writeString(named.resolve("f"), "2!");
    assertThat(listing(request)).contains("/copied 2", "/in/f 2");
    Files.writeString(
        context.resolve("Dockerfile"), "FROM scratch\nCOPY --from=base in/hidden /\n");
    assertThatThrownBy(() -> builds.build(request))
        .hasMessageContaining("\"in/hidden\" is excluded by .dockerignore");
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY --from=base in/F /\n");
    assertThatThrownBy(() -> builds.build(request))
        .hasMessageContaining("\"in/F\" not found in the context base; did you mean \"in/f\"?");
  }

  private String listing(BuildRequest request) throws Exception {
    builds.build(request);
    assertThat(ImageValidator.problemsOf(builds.image())).isEmpty();
    return TreeListing.of(builds.tree());
  }

  private Path archive(String type, String... options) throws Exception {
    Path archive = directory.resolve("context." + type);
    Program.runIn(
        context,
        ObjectArrays.concat(
            new String[] {"tar", "--auto-compress", "-cf", archive.toString()},
            ObjectArrays.concat(options, "."),
            String.class));
    return archive;
  }

  private BuildRequest on(Path archive) throws IOException {
    return input(new ByteArrayInputStream(Files.readAllBytes(archive)));
  }

  private BuildRequest input(String text) {
    return input(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private BuildRequest input(InputStream stream) {
    return Requests.withContext(Builds.request(context), new ContextLocation.Input(stream));
  }

  private static BuildRequest with(BuildRequest request, DockerfileLocation dockerfile) {
    return Requests.withDockerfile(request, dockerfile);
  }

  private static BuildRequest named(BuildRequest request, String name, Path path) {
    return Requests.withNamed(request, ImmutableMap.of(name, new ContextLocation.Directory(path)));
  }
}
