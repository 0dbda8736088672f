package dev.jbuild.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build says about a Dockerfile that is valid. */
class ChecksTest {
  @TempDir private Path folder;
  private Path context;
  private Builds builds;

  @BeforeEach
  void open() throws IOException {
    context = Files.createDirectory(folder.resolve("context"));
    builds = new Builds(folder.resolve("home"));
  }

  @AfterEach
  void close() throws IOException {
    builds.close();
  }

  @Test
  void eachFindingIsToldOnceAndOnlyOfNeededStages() throws Exception {
    assertThat(
            warnings(
                """
                FROM scratch AS unused
                ENV A b
                FROM scratch
                ENV C d
                ENV E=$MISSING F=$MISSING
                CMD run
                """))
        .containsExactly(
            "LegacyKeyValueFormat", "UndefinedVar", "UndefinedVar", "JSONArgsRecommended");
  }

  @Test
  void aCommentAboveAnInstructionSilencesThisInstructionOnly() throws Exception {
    assertThat(
            warnings(
                """
                FROM scratch
                # check=skip=JSONArgsRecommended because the shell is wanted
                ENTRYPOINT run
                CMD run
                """))
        .containsExactly("JSONArgsRecommended");
  }

  @Test
  void theIgnoreFileIsHeldAgainstCopy() throws Exception {
    Files.writeString(context.resolve(".dockerignore"), "*.log\n!*/keep.log");
    Files.writeString(context.resolve("a.txt"), "a");
    assertThat(warnings("FROM scratch\nCOPY *.log a.txt dir*/*.log /\nCOPY . /all/\n")).isEmpty();
    Files.writeString(context.resolve(".dockerignore"), "*.log");
    assertThat(warnings("FROM scratch\nCOPY *.log a.txt /\n")).containsExactly("CopyIgnoredFile");
  }

  @Test
  void findingsAreErrorsOnRequest() {
    assertThatThrownBy(() -> warnings("# check=error=true\nFROM scratch\nENV A b\nCMD run\n"))
        .isInstanceOf(InvalidDockerfileException.class)
        .hasMessageContaining(
            "lint violation found for rules: JSONArgsRecommended, LegacyKeyValueFormat");
  }

  @Test
  void anUnknownOptionOfTheDirectiveIsAnError() {
    assertThatThrownBy(() -> warnings("# check=errr=true\nFROM scratch\n"))
        .isInstanceOf(InvalidDockerfileException.class)
        .hasMessageContaining("failed to parse check options: invalid check option \"errr\"");
  }

  private List<String> warnings(String dockerfile) throws Exception {
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    builds.build(context);
    return builds.events().stream()
        .filter(BuildEvent.Warning.class::isInstance)
        .map(event -> ((BuildEvent.Warning) event).diagnostic())
        .map(Diagnostic::rule)
        .map(rule -> rule.orElse(""))
        .toList();
  }
}
