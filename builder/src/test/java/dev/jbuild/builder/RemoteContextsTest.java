package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.failure.MachineException;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.compress.Decompression;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.ImageValidator;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.testkit.GitDaemon;
import dev.jbuild.testkit.GitWork;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contexts that are repositories, and images in layouts that stand in the place of others. */
class RemoteContextsTest {
  private static final Digest OTHER = Digest.of(new byte[] {1});

  @TempDir Path directory;
  private Path context;
  private Builds builds;

  @BeforeEach
  void start() throws IOException {
    context = Files.createDirectories(directory.resolve("context"));
    builds = new Builds(directory.resolve("home"));
  }

  @AfterEach
  void stop() throws IOException {
    builds.close();
  }

  @Test
  void aRepositoryGivesWhatItsDirectoryGives() throws Exception {
    Path served = directory.resolve("served");
    GitWork work = repository(served);
    try (GitDaemon daemon = GitDaemon.serve(served)) {
      Files.delete(work.directory().resolve(".dockerignore"));
      BuildResult expected = builds.build(work.directory().resolve("app"));
      assertThat(builds.build(git(daemon.url("repo") + "#main:app"))).isEqualTo(expected);
      assertThat(builds.done()).isEmpty();
    }
  }

  @Test
  void nothingOfARepositoryIsIgnored() throws Exception {
    Path served = directory.resolve("served");
    repository(served);
    try (GitDaemon daemon = GitDaemon.serve(served)) {
      String url = daemon.url("repo");
      DockerfileLocation inside = new DockerfileLocation.Named(Path.of("app/All"));
      assertThat(listing(Requests.withDockerfile(git(url), inside)))
          .contains("/all/.dockerignore", "/all/app/a", "/all/app/All")
          .doesNotContain(".git/");
      assertThatThrownBy(() -> builds.build(git(url + "#nope")))
          .isInstanceOf(BuildFailedException.class)
          .hasMessageContaining("can't read the files in the build context: ")
          .hasMessageContaining("nope");
      Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY --from=src app /\n");
      ContextLocation named = new ContextLocation.Git(GitReference.parse(url).orElseThrow());
      ContextLocation unused =
          new ContextLocation.Git(GitReference.parse(url + "#nope").orElseThrow());
      assertThat(
              listing(
                  Requests.withNamed(
                      Builds.request(context), ImmutableMap.of("src", named, "unused", unused))))
          .contains("/a 1");
    }
  }

  private GitWork repository(Path served) throws IOException {
    GitWork work =
        GitWork.init(served.resolve("repo"))
            .write("app/a", "a")
            .write("app/Dockerfile", "FROM scratch\nCOPY . /srv\n")
            .write("app/All", "FROM scratch\nCOPY . /all\n")
            .write(".dockerignore", "app\n");
    work.commit("all");
    return work;
  }

  private BuildRequest git(String url) {
    return Requests.withContext(
        Builds.request(context), new ContextLocation.Git(GitReference.parse(url).orElseThrow()));
  }

  /** CVE-2023-26054: passwords of repositories stood in what says how an image was made. */
  @Test
  void cve2023x26054PasswordsOfRepositories() throws Exception {
    Path served = directory.resolve("served");
    Program.runIn(
        repository(served).directory(), "git", "clone", "--quiet", "--bare", ".", "../bare.git");
    Program.runIn(served.resolve("bare.git"), "git", "update-server-info");
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            served.toRealPath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    try {
      String url =
          "http://ada:s3cr3t@127.0.0.1:" + server.getAddress().getPort() + "/bare.git#main";
      builds.build(git(url + ":app"));
      assertNoPassword();
      assertThat(builds.events()).noneMatch(event -> event.toString().contains("s3cr3t"));
      Files.writeString(
          context.resolve("Dockerfile"), "FROM scratch\nADD --keep-git-dir " + url + " /src\n");
      builds.build(context);
      assertThat(TreeListing.of(builds.tree())).contains("/src/.git/config");
      assertNoPassword();
    } finally {
      server.stop(0);
    }
  }

  private void assertNoPassword() throws IOException {
    Image image = builds.image();
    assertThat(new String(image.configBytes(), UTF_8)).doesNotContain("s3cr3t");
    assertThat(new String(image.manifest().bytes(), UTF_8)).doesNotContain("s3cr3t");
    for (Layer layer : image.layers()) {
      try (InputStream blob = layer.open();
          Decompression.Decompressed tar = Decompression.open(blob)) {
        assertThat(new String(tar.content().readAllBytes(), ISO_8859_1)).doesNotContain("s3cr3t");
      }
    }
  }

  /** GHSA-49p4-px3h-rq49: what a server gives as context has links to files of this machine. */
  @Test
  void ghsa49p4px3hrq49LinksOutOfWhatAServerGives() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "FROM scratch\nLABEL a=caught\n");
    Path served = directory.resolve("served");
    GitWork evil =
        GitWork.init(served.resolve("evil"))
            .write("own", "own")
            .write("0", "FROM scratch\nCOPY own /\n")
            .write("1", "FROM scratch\nCOPY way/secret /\n")
            .write("2", "FROM scratch\nCOPY up" + secret + " /\n")
            .write("3", "FROM scratch\nCOPY file /\n");
    Files.createSymbolicLink(evil.directory().resolve("way"), directory);
    Files.createSymbolicLink(evil.directory().resolve("up"), Path.of("../".repeat(20)));
    Files.createSymbolicLink(evil.directory().resolve("file"), secret);
    evil.commit("evil");
    Path tar = directory.resolve("evil.tar");
    Program.runIn(evil.directory(), "tar", "-cf", tar.toString(), "--exclude=.git", ".");
    try (GitDaemon daemon = GitDaemon.serve(served);
        OneFileServer web = new OneFileServer(Files.readAllBytes(tar))) {
      assertNothingIsReached(git(daemon.url("evil")));
      assertNothingIsReached(
          Requests.withContext(
              Builds.request(context), new ContextLocation.Web(URI.create(web.url("/evil.tar")))));
    }
  }

  private void assertNothingIsReached(BuildRequest request) throws Exception {
    assertThat(listing(dockerfile(request, "0"))).contains("/own 3");
    for (String name : new String[] {"1", "2", "3", "file", "way/secret"}) {
      assertThatThrownBy(() -> listing(dockerfile(request, name)))
          .as(name)
          .isInstanceOfAny(
              BuildFailedException.class, InvalidDockerfileException.class, MachineException.class);
    }
  }

  private static BuildRequest dockerfile(BuildRequest request, String name) {
    return Requests.withDockerfile(request, new DockerfileLocation.Named(Path.of(name)));
  }

  @Test
  void anArchiveOfAWebServerGivesWhatItsDirectoryGives() throws Exception {
    Files.writeString(context.resolve("a"), "a");
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY . /srv\n");
    BuildResult expected = builds.build(context);
    Path archive = directory.resolve("context.tar.gz");
    Program.runIn(
        context, "tar", "-czf", archive.toString(), "--owner=0", "--group=0", "a", "Dockerfile");
    try (OneFileServer server = new OneFileServer(Files.readAllBytes(archive))) {
      ContextLocation.Web web = new ContextLocation.Web(URI.create(server.url("/any")));
      assertThat(builds.build(Requests.withContext(Builds.request(context), web)))
          .isEqualTo(expected);
      Files.writeString(context.resolve("Dockerfile"), "FROM src\nCOPY --from=src a /b\n");
      assertThat(listing(Requests.withNamed(Builds.request(context), ImmutableMap.of("src", web))))
          .contains("/Dockerfile", "/a 1", "/b 1");
    }
  }

  @Test
  void aWebServerMayHaveNothingButADockerfile() throws Exception {
    byte[] text = "FROM scratch\nCOPY . /srv\n".getBytes(UTF_8);
    Files.writeString(context.resolve("local"), "a");
    URI uri;
    try (OneFileServer server = new OneFileServer(text)) {
      uri = URI.create(server.url("/Dockerfile"));
      BuildRequest request = Builds.request(context);
      BuildRequest remote = Requests.withContext(request, new ContextLocation.Web(uri));
      assertThat(listing(remote)).contains("file 0600 0:0 /srv/context 25");
      assertThat(listing(Requests.withDockerfile(request, new DockerfileLocation.Web(uri))))
          .contains("/srv/local");
      DockerfileLocation other = new DockerfileLocation.Named(Path.of("Other"));
      assertThatThrownBy(() -> builds.build(Requests.withDockerfile(remote, other)))
          .hasMessageContaining("ambiguous Dockerfile source: http://127.0.0.1:");
    }
    BuildRequest gone = Requests.withContext(Builds.request(context), new ContextLocation.Web(uri));
    assertThatThrownBy(() -> builds.build(gone))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("failed to read downloaded context: ");
  }

  @Test
  void imagesOfLayoutsAreBases() throws Exception {
    Path layout = layout();
    Files.writeString(
        context.resolve("Dockerfile"), "FROM base AS x\nCOPY --from=base /a /copied\nENV C=d\n");
    for (ContextLocation location :
        ImmutableList.of(
            layout(layout, "v1"),
            new ContextLocation.Layout(layout, Optional.empty(), Optional.empty()),
            new ContextLocation.Layout(
                layout, Optional.empty(), Optional.of(builds.image().digest())))) {
      BuildRequest request =
          Requests.withNamed(
              Builds.request(
                  context,
                  ImmutableList.of(ImageReference.parse("derived")),
                  ImmutableList.of(new Output.LocalStore())),
              ImmutableMap.of("base", location));
      builds.build(request);
      assertThat(builds.image(ImageReference.parse("derived")).config().container().env())
          .containsEntry("A", "b")
          .containsEntry("C", "d");
    }
  }

  @Test
  void saysWhatALayoutDoesNotHave() throws Exception {
    Path layout = layout();
    Files.writeString(context.resolve("Dockerfile"), "FROM base\n");
    assertRefused(layout(layout, "v2"), "no image v2 in the OCI layout " + layout + "; it has: v1");
    assertRefused(
        new ContextLocation.Layout(layout, Optional.empty(), Optional.of(OTHER)),
        "no image " + OTHER + " in the OCI layout " + layout + "; it has: sha256:");
    assertRefused(layout(directory, "v1"), directory + " is no OCI layout");
  }

  private void assertRefused(ContextLocation location, String message) {
    BuildRequest request =
        Requests.withNamed(Builds.request(context), ImmutableMap.of("base", location));
    assertThatThrownBy(() -> builds.build(request))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining(message);
  }

  private static ContextLocation layout(Path directory, String tag) {
    return new ContextLocation.Layout(directory, Optional.of(tag), Optional.empty());
  }

  /** A layout that another program wrote. */
  private Path layout() throws Exception {
    Files.writeString(context.resolve("a"), "a");
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY a /a\nENV A=b\n");
    Path archive = directory.resolve("image.tar");
    Output.OciArchive output = new Output.OciArchive(archive);
    builds.build(
        Builds.request(
            context,
            ImmutableList.of(Builds.TAG),
            ImmutableList.of(new Output.LocalStore(), output)));
    Path layout = directory.resolve("layout");
    Program.run("skopeo", "copy", "oci-archive:" + archive, "oci:" + layout + ":v1");
    return layout;
  }

  private String listing(BuildRequest request) throws Exception {
    builds.build(request);
    assertThat(ImageValidator.problemsOf(builds.image())).isEmpty();
    return TreeListing.of(builds.tree());
  }
}
