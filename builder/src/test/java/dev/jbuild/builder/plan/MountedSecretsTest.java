package dev.jbuild.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.plan.Outline.Mounted;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.word.WordExpander;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountedSecretsTest {
  private static final Platform PLATFORM = Platform.parse("linux/amd64");

  @Test
  void eachNameIsThereOnceAsItWasFirstMounted() throws InvalidDockerfileException {
    MountedSecrets mounted =
        mounted(
            """
            FROM scratch
            RUN --mount=type=secret,id=token,required=true --mount=type=ssh true
            RUN --mount=type=secret,target=/x/named.txt --mount=type=ssh,id=other,required true
            RUN --mount=type=secret,id=token --mount=type=cache,target=/c,id=cache true
            RUN --mount=type=secret,id=of-$PATH,env=T true
            """);
    assertThat(described(mounted.secrets()))
        .containsExactly("2 token required", "3 named.txt", "5 of-/bin");
    assertThat(described(mounted.ssh())).containsExactly("2 default", "3 other required");
  }

  private static MountedSecrets mounted(String dockerfile) throws InvalidDockerfileException {
    Stage stage =
        DockerfileParser.parse(new SourceText("Dockerfile", dockerfile)).stages().getFirst();
    ImmutableList<Step> steps =
        stage.instructions().stream().map(Step::own).collect(ImmutableList.toImmutableList());
    ReachedStage reached =
        new ReachedStage(new StageNode(stage, "", new Origin.Scratch(), false, PLATFORM), steps);
    StageState end = StageStart.scratch(PLATFORM);
    MountedSecrets mounted = new MountedSecrets(new WordExpander('\\'));
    mounted.add(reached, end.withScope(end.scope().withVariable("PATH", "/bin")));
    return mounted;
  }

  private static List<String> described(List<Mounted> all) {
    return all.stream()
        .map(one ->
            one.span().start().line() + " " + one.name() + (one.required() ? " required" : ""))
        .toList();
  }
}
