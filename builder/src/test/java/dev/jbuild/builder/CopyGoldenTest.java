package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.failure.BuildFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Folders of {@code testdata/copy}: a Dockerfile, a context, and {@code tree.txt} with the files of
 * the image and what was warned of, or {@code error.txt} with the failure. {@code
 * -Dgolden.update=true} writes what is missing.
 */
class CopyGoldenTest {
  @TempDir Path home;

  static List<Path> cases() throws IOException {
    Path root = Path.of(System.getProperty("jbuild.root", "..")).resolve("testdata/copy");
    try (Stream<Path> folders = Files.list(root)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void copies(Path folder) throws Exception {
    BuildRequest request = Builds.request(folder.resolve("context"));
    try (Builds builds = new Builds(home)) {
      String result;
      try {
        BuildResult first = builds.build(at(request, folder.resolve("Dockerfile")));
        result = "tree.txt\n" + TreeListing.of(builds.tree()) + warnings(builds);
        assertThat(builds.build(at(request, folder.resolve("Dockerfile")))).isEqualTo(first);
        assertThat(builds.done()).isEmpty();
      } catch (BuildFailedException e) {
        result = "error.txt\n" + e.getMessage() + "\n";
      }
      check(folder, result);
    }
  }

  private static String warnings(Builds builds) {
    return builds.events().stream()
        .filter(BuildEvent.Warning.class::isInstance)
        .map(event -> ((BuildEvent.Warning) event).diagnostic())
        .map(warning -> "warning: " + warning.message() + "\n")
        .collect(Collectors.joining());
  }

  private static BuildRequest at(BuildRequest request, Path dockerfile) {
    return Requests.withDockerfile(request, new DockerfileLocation.Named(dockerfile));
  }

  private static void check(Path folder, String result) throws IOException {
    int line = result.indexOf('\n');
    Path expected = folder.resolve(result.substring(0, line));
    if (Boolean.getBoolean("golden.update") && !Files.exists(expected)) {
      Files.writeString(expected, result.substring(line + 1), UTF_8);
    }
    assertThat(expected).as(result).exists();
    assertThat(result.substring(line + 1)).isEqualTo(Files.readString(expected));
  }
}
