package dev.jbuild.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.builder.BuildRequest;
import dev.jbuild.builder.ContextLocation;
import dev.jbuild.builder.DockerfileLocation;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CONTEXT, {@code --file} and {@code --build-context} mean. */
class ContextArgumentsTest {
  private static final InputStream INPUT = InputStream.nullInputStream();

  @TempDir Path directory;

  @Test
  void mainContexts() throws Exception {
    assertThat(read(directory.toString()).context())
        .isEqualTo(new ContextLocation.Directory(directory));
    assertThat(read("-").context()).isEqualTo(new ContextLocation.Input(INPUT));
  }

  @Test
  void repositories() throws Exception {
    assertThat(read("https://example.com/a.git#main:sub").context())
        .isEqualTo(git("https://example.com/a.git#main:sub"));
    assertThat(read("git@example.com:a/b.git").context()).isEqualTo(git("git@example.com:a/b.git"));
    assertThat(read("github.com/a/b").context()).isEqualTo(git("https://github.com/a/b.git"));
    ContextLocation.Git kept =
        (ContextLocation.Git)
            read("--build-arg", "BUILDKIT_CONTEXT_KEEP_GIT_DIR=1", "https://a.b/c.git").context();
    assertThat(kept.reference().keepsGitDirectory()).isTrue();
    assertThat(named("src=https://a.b/c.git#v1"))
        .isEqualTo(Map.of("src", git("https://a.b/c.git#v1")));
    assertThatThrownBy(() -> read("https://a.b/c.git?branch=x&tag=y"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the context https://a.b/c.git?branch=x&tag=y: ");
  }

  @Test
  void webAddresses() throws Exception {
    ContextLocation web = new ContextLocation.Web(URI.create("https://a.b/c.tar.gz"));
    assertThat(read("https://a.b/c.tar.gz").context()).isEqualTo(web);
    assertThat(named("src=https://a.b/c.tar.gz")).isEqualTo(Map.of("src", web));
    assertThat(read("-f", "http://a.b/D", directory.toString()).dockerfile())
        .isEqualTo(new DockerfileLocation.Web(URI.create("http://a.b/D")));
    assertThatThrownBy(() -> read("https://a b/"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the context https://a b/: not a URL");
  }

  @Test
  void layouts() throws Exception {
    Digest digest = Digest.of(new byte[0]);
    assertThat(named("a=oci-layout://" + directory))
        .isEqualTo(Map.of("a", layout(Optional.empty(), Optional.empty())));
    assertThat(named("a=oci-layout://" + directory + ":v1@" + digest))
        .isEqualTo(Map.of("a", layout(Optional.of("v1"), Optional.of(digest))));
    assertThatThrownBy(() -> named("a=oci-layout://" + directory + "@sha256:12"))
        .hasMessageContaining("--build-context a=oci-layout://" + directory + "@sha256:12: ");
  }

  private ContextLocation layout(Optional<String> tag, Optional<Digest> digest) {
    return new ContextLocation.Layout(directory, tag, digest);
  }

  private static ContextLocation git(String text) {
    return new ContextLocation.Git(GitReference.parse(text).orElseThrow());
  }

  @Test
  void dockerfiles() throws Exception {
    assertThat(read("-").dockerfile()).isEqualTo(new DockerfileLocation.Standard());
    assertThat(read("-f", "-", directory.toString()).dockerfile())
        .isEqualTo(new DockerfileLocation.Input(INPUT));
    assertThat(read("-f", "a/Dockerfile", "-").dockerfile())
        .isEqualTo(new DockerfileLocation.Named(Path.of("a/Dockerfile")));
  }

  @Test
  void namedContexts() throws Exception {
    ContextLocation image = new ContextLocation.Image(ImageReference.parse("debian:12"));
    assertThat(
            named(
                "base=docker-image://debian:12",
                "docker.io/library/alpine:latest=docker-image://scratch",
                "src::linux/arm64=" + directory,
                "ghcr.io/a/b:1=docker-image://debian:12"))
        .isEqualTo(
            Map.of(
                "base",
                image,
                "alpine",
                new ContextLocation.Scratch(),
                "src::linux/arm64",
                new ContextLocation.Directory(directory),
                "ghcr.io/a/b:1",
                image));
    assertThat(named("a=docker-image://scratch", "a:latest=docker-image://debian:12"))
        .isEqualTo(Map.of("a", image));
  }

  @Test
  void missingContexts() throws Exception {
    assertThatThrownBy(() -> read("-t", "a"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("build: missing CONTEXT, such as . for this directory");
    assertThatThrownBy(() -> read("/does/not/exist"))
        .hasMessage("no such context directory: /does/not/exist");
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> read(file.toString()))
        .hasMessage("the context " + file + " is not a directory");
    assertThatThrownBy(() -> named("base=" + file))
        .hasMessage("--build-context base=" + file + " is not a directory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base | --build-context base: expected NAME=VALUE, such as base=../base",
        "base= | --build-context base=: expected NAME=VALUE",
        "=. | invalid context name : invalid reference format",
        "Base=. | invalid context name Base: invalid reference format",
        "base::x/y/z/w=. | invalid context name base::x/y/z/w",
        "base=/does/not/exist | --build-context base=/does/not/exist: no such directory",
        "base=docker-image://UP | base=docker-image://UP: invalid reference format",
        "base=oci-layout:///does/not/exist:v1 | no such directory: /does/not/exist",
        "base=docker-imag://up | unsupported context source docker-imag://; did you mean"
            + " docker-image?",
      })
  void refusedNamedContexts(String argument, String message) {
    assertThatThrownBy(() -> named(argument))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void standardInputIsOneThing() {
    assertThatThrownBy(() -> read("-f", "-", "-"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("can't use stdin for both build context and dockerfile");
  }

  private Map<String, ContextLocation> named(String... contexts) throws UsageException {
    List<String> arguments = new ArrayList<>();
    for (String context : contexts) {
      arguments.add("--build-context");
      arguments.add(context);
    }
    arguments.add(directory.toString());
    return read(arguments.toArray(String[]::new)).namedContexts();
  }

  private static BuildRequest read(String... arguments) throws UsageException {
    Arguments parsed =
        Arguments.parse(BuildOptions.spec(), List.of(arguments), BuildOptions.refused());
    return BuildArguments.read(parsed, Map.of(), INPUT).request();
  }
}
