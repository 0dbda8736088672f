package dev.jbuild.builder.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables of {@code testdata/git}: a reference a line, and below it, indented, what it means. {@code
 * -Dgolden.update=true} writes the meanings anew.
 */
class GitReferenceTest {

  static List<Path> tables() throws IOException {
    Path root = Path.of(System.getProperty("jbuild.root", "..")).resolve("testdata/git");
    try (Stream<Path> files = Files.list(root)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void meansWhatTheTableSays(Path table) throws IOException {
    String written = Files.readString(table);
    String meant =
        written
            .lines()
            .filter(line -> !line.startsWith(" "))
            .map(line -> line.startsWith("#") ? line + "\n" : line + "\n  " + meaning(line) + "\n")
            .collect(joining());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(table, meant, UTF_8);
    }
    assertThat(meant).isEqualTo(written);
  }

  private static String meaning(String line) {
    try {
      Optional<GitReference> reference =
          line.startsWith("context ")
              ? GitReference.parseContext(line.substring("context ".length()))
              : GitReference.parse(line);
      return reference.map(GitReferenceTest::text).orElse("no git repository");
    } catch (IllegalArgumentException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static String text(GitReference reference) {
    return reference.shownRemote()
        + reference.ref().map(ref -> " ref=" + ref).orElse("")
        + (reference.subdirectory().isEmpty() ? "" : " subdir=" + reference.subdirectory())
        + reference.checksum().map(checksum -> " checksum=" + checksum).orElse("")
        + reference.commit().map(_ -> " (whole commit)").orElse("")
        + reference.keepGitDirectory().map(keep -> " keep-git-dir=" + keep).orElse("")
        + (reference.submodules() ? "" : " submodules=false")
        + (reference.times() == GitReference.Times.COMMIT ? " mtime=commit" : "")
        + (reference.byCommit() ? " fetch-by-commit" : "")
        + (reference.isSsh() ? " over ssh" : "");
  }

  @Test
  void flagsMustAgreeWithTheReference() {
    GitReference plain = GitReference.parse("https://h/x.git").orElseThrow();
    assertThat(plain.withChecksum(Optional.of("abc")).checksum()).contains("abc");
    assertThat(plain.withKeepGitDirectory(Optional.of(true)).keepsGitDirectory()).isTrue();
    GitReference full =
        GitReference.parse("https://h/x.git?checksum=abc&keep-git-dir=1").orElseThrow();
    assertThat(full.withChecksum(Optional.empty())).isEqualTo(full);
    assertThatThrownBy(() -> full.withChecksum(Optional.of("abd")))
        .hasMessage("checksum mismatch \"abd\" != \"abc\"");
    assertThatThrownBy(() -> full.withKeepGitDirectory(Optional.of(false)))
        .hasMessageContaining("inconsistent keep-git-dir configuration");
  }

  @Test
  void aPartOfARepositoryHasNoGitDirectory() {
    assertThat(GitReference.parse("https://h/x.git?keep-git-dir&subdir=a").orElseThrow())
        .matches(reference -> !reference.keepsGitDirectory());
  }
}
